namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>What rows of the journal hold that a search may ask for. Part of the stored index.</summary>
[Flags]
internal enum Traits : byte
{
    None = 0,

    /// <summary>Requests.</summary>
    Inference = 1 << 0,

    Failed = 1 << 1,

    /// <summary>A client's safety filter found something.</summary>
    Flagged = 1 << 2,

    /// <summary>Feedback or outcomes.</summary>
    Signals = 1 << 3,
}
