namespace Plimsoll.Privacy.Erasure;

/// <summary>What an erasure met on its way through a journal.</summary>
public sealed class ErasureTally
{
    /// <summary>Rows that lost what tells whose they are, or texts that went.</summary>
    public long Rows { get; set; }

    /// <summary>Batches and entries that this build cannot read; they stay as they are.</summary>
    public long Unreadable { get; set; }
}
