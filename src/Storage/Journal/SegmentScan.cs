using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>What verifying one segment file found.</summary>
internal sealed class SegmentScan
{
    private readonly SegmentFile _file;

    private SegmentScan(SegmentFile file)
    {
        _file = file;
        Segment = new Segment(file.Path, file.Name.JournalId, file.Name.First);
    }

    public Segment Segment { get; }

    public long Entries { get; private set; }

    public List<string> Problems { get; } = [];

    /// <summary>Where bytes begin that do not verify up to the end of the file; null without any.</summary>
    public long? TornAt { get; private set; }

    public long TornBytes => TornAt is { } at ? _file.Length - at : 0;

    /// <param name="successor">Header that says which entry is this segment's last; null when there is none that verifies.</param>
    /// <param name="isLast">Whether it is the journal's last segment, whose tail may be torn.</param>
    public static SegmentScan Run(IFileSystem files, SegmentFile file, SegmentHeader? successor, bool isLast)
    {
        var scan = new SegmentScan(file);
        using (var handle = files.OpenRead(file.Path))
            scan.Walk(handle, successor?.PreviousLast ?? long.MaxValue);
        if (!isLast)
            scan.CheckEnd(successor?.PreviousLast);
        else if (file.Length < SegmentHeader.Size)
            scan.TornAt = 0;
        return scan;
    }

    private void Walk(IStorageFile handle, long last)
    {
        var start = _file.Header is null ? 0 : SegmentHeader.Size;
        var scanner = new SegmentScanner(new FileWindow(handle, _file.Length), Segment.JournalId, start, Segment.First - 1);
        while (Segment.Last < last && scanner.MoveNext())
        {
            var step = scanner.Current;
            if (!step.IsEntry)
                TornAt = step.Offset;
            else if (step.Sequence <= last)
                Take(step);
        }
    }

    private void Take(ScanStep step)
    {
        if (TornAt is { } from)
            Problems.Add(Damage(from, step.Offset, step.Sequence - 1));
        TornAt = null;
        Segment.Add(step.Sequence, step.Sequence, step.Offset, step.End, step.ReceivedMs, step.ReceivedMs);
        Entries++;
    }

    private void CheckEnd(long? last)
    {
        if (last > Segment.Last || (last is null && TornAt is not null))
            Problems.Add(Damage(TornAt ?? _file.Length, _file.Length, last ?? Segment.Last));
        TornAt = null;
    }

    private string Damage(long from, long to, long lastLost) =>
        $"{_file.FileName} at byte {from}: {to - from} bytes do not verify"
        + (lastLost > Segment.Last ? $"; of the entries {Segment.Last + 1} to {lastLost} those acknowledged are lost, but for what checkpoints have counted" : "");
}
