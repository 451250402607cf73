namespace Plimsoll.Storage.Journal;

/// <summary>
/// Walks a segment's entries, verifying each. Where bytes do not verify it looks for the next entry that does, byte
/// by byte, so that damage costs what it covers and no more.
/// </summary>
/// <param name="start">Where an entry begins, or should.</param>
/// <param name="before">Sequence of the entry before <paramref name="start"/>.</param>
internal sealed class SegmentScanner(FileWindow window, Guid journalId, long start, long before)
{
    private readonly uint _seed = EntryHeader.Seed(journalId);
    private long _position = start;
    private long _verifiedEnd = start;
    private long _last = before;
    private bool _met;

    public ScanStep Current { get; private set; }

    public bool MoveNext()
    {
        if (_position >= window.Limit)
            return false;
        if (TryEntry(_position, out var step))
        {
            Current = step;
            _last = step.Sequence;
            _met = true;
            _position = _verifiedEnd = step.End;
            return true;
        }
        var from = _position;
        do
            _position++;
        while (_position < window.Limit && !TryEntry(_position, out _));
        Current = new ScanStep(false, from, _position, _last, 0, default);
        return true;
    }

    private bool TryEntry(long position, out ScanStep step)
    {
        step = default;
        if (position + EntryHeader.Size > window.Limit)
            return false;
        var header = EntryHeader.Read(window.Get(position, EntryHeader.Size).Span);
        if (!IsPlausible(header, position))
            return false;
        var entry = window.Get(position, header.TotalSize);
        if (EntryHeader.ChecksumOf(entry.Span, _seed) != header.Checksum)
            return false;
        step = new ScanStep(
            true, position, position + header.TotalSize, header.Sequence, header.ReceivedMs, entry[EntryHeader.Size..]);
        return true;
    }

    /// <summary>Sequences rise by one inside a segment, so skipped bytes bound how many entries they can have held.</summary>
    private bool IsPlausible(EntryHeader header, long position)
    {
        var skipped = _met ? (position - _verifiedEnd) / EntryHeader.Size : Segment.MaxGap;
        return header.Length >= 0
            && header.Length <= Math.Min(window.Limit - position, Array.MaxLength) - EntryHeader.Size
            && header.Sequence > _last
            && header.Sequence <= _last + 1 + skipped;
    }
}

/// <param name="IsEntry">A verified entry; otherwise bytes that do not verify.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="End">First byte after it.</param>
/// <param name="Sequence">The entry's, or of the last entry before the damage.</param>
/// <param name="Payload">Valid until the next step.</param>
internal readonly record struct ScanStep(
    bool IsEntry, long Offset, long End, long Sequence, long ReceivedMs, ReadOnlyMemory<byte> Payload);
