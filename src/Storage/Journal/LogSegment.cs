namespace Plimsoll.Storage.Journal;

/// <summary>One segment of the journal as it was when it was asked for; a reader may hold on to it while the journal goes on.</summary>
/// <param name="First">Sequence that the segment was begun for; rises from segment to segment.</param>
/// <param name="Last">Last durable sequence in it.</param>
/// <param name="Bytes">Where what is durable ends in the file.</param>
/// <param name="OldestMs">Oldest receive time in it, Unix milliseconds.</param>
/// <param name="NewestMs">Newest receive time in it, Unix milliseconds.</param>
/// <param name="IsLast">Whether entries may still be added.</param>
public sealed record LogSegment(Guid JournalId, long First, long Last, long Bytes, long OldestMs, long NewestMs, bool IsLast)
{
    /// <summary>Where the first entry stands.</summary>
    public const long StartOffset = SegmentHeader.Size;

    internal string Path { get; init; } = "";
}

/// <summary>An entry with its place in its segment.</summary>
/// <param name="Offset">Where it begins in the segment's file.</param>
/// <param name="End">First byte after it.</param>
public readonly record struct PlacedEntry(long Offset, long End, LogEntry Entry);
