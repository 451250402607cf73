namespace Plimsoll.Configuration;

/// <summary>What is kept of prompts and responses.</summary>
public sealed record PrivacyOptions
{
    /// <summary>No text is kept, not even of the sample: only counts, lengths and hashes.</summary>
    public bool MetadataOnly { get; init; }

    /// <summary>No text is kept longer, measured from its receipt.</summary>
    public TimeSpan TextRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Bound of all kept texts, bytes; the oldest go first.</summary>
    public long MaxTextBytes { get; init; } = 1L << 30;
}
