namespace Plimsoll.Storage.Journal;

/// <summary>What the journal knows of one segment file. Its owner guards it.</summary>
internal sealed class Segment(string path, Guid journalId, long first)
{
    /// <summary>How far a segment's first entry may lie beyond <see cref="First"/>: entries between were refused.</summary>
    public const long MaxGap = 1 << 24;

    private const long MarkEveryBytes = 1 << 20;

    private readonly List<(long Sequence, long Offset)> _marks = [];

    public string Path { get; } = path;

    public Guid JournalId { get; } = journalId;

    public long First { get; } = first;

    /// <summary>Last durable sequence; one less than <see cref="First"/> while there is none.</summary>
    public long Last { get; private set; } = first - 1;

    /// <summary>Bytes that belong to the journal.</summary>
    public long Length { get; private set; } = SegmentHeader.Size;

    public long OldestMs { get; private set; } = long.MaxValue;

    public long NewestMs { get; private set; } = long.MinValue;

    public bool IsEmpty => Last < First;

    /// <summary>Whether the segment may go on with a sequence: they rise by one in it, after a gap before the first.</summary>
    public bool MayGoOnWith(long sequence) => IsEmpty ? sequence - First is >= 0 and <= MaxGap : sequence == Last + 1;

    public void Add(long firstSequence, long lastSequence, long offset, long end, long oldestMs, long newestMs)
    {
        if (_marks.Count == 0 || offset - _marks[^1].Offset >= MarkEveryBytes)
            _marks.Add((firstSequence, offset));
        Last = lastSequence;
        Length = end;
        OldestMs = Math.Min(OldestMs, oldestMs);
        NewestMs = Math.Max(NewestMs, newestMs);
    }

    /// <summary>A known entry at or before <paramref name="sequence"/> to start reading at.</summary>
    public (long Sequence, long Offset) Seek(long sequence)
    {
        var at = _marks.FindLastIndex(m => m.Sequence <= sequence);
        return _marks.Count > 0 ? _marks[Math.Max(at, 0)] : (First, SegmentHeader.Size);
    }
}
