namespace Plimsoll.Storage.Journal;

public sealed record SegmentLogOptions
{
    public required string Directory { get; init; }

    /// <summary>A segment is closed when it has reached this size, bytes.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>Bound of all segments together, bytes.</summary>
    public long MaxBytes { get; init; } = 8L << 30;

    /// <summary>
    /// How long covered segments stay for the interaction log, by the newest receive time in them. A segment takes entries
    /// for a twenty-fourth of this at most, so nothing stays much longer.
    /// </summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>One entry's bound, bytes.</summary>
    public int MaxEntryBytes { get; init; } = 64 << 20;

    /// <summary>Bound of what waits to be written, bytes; a single entry may always wait.</summary>
    public int MaxPendingBytes { get; init; } = 128 << 20;

    /// <summary>Off only in the test that shows what fsync is for.</summary>
    public bool Fsync { get; init; } = true;

    internal TimeSpan SegmentAge => Retention / 24;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytes, SegmentHeader.Size);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytes, SegmentHeader.Size);
        ArgumentOutOfRangeException.ThrowIfLessThan(Retention, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEntryBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPendingBytes, 1);
    }
}
