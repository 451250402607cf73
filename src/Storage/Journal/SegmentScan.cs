using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>What verifying one segment file found.</summary>
internal sealed class SegmentScan
{
    private readonly SegmentFile _file;
    private readonly long _end;

    private SegmentScan(SegmentFile file, long end)
    {
        _file = file;
        _end = end;
        Segment = new Segment(file.Path, file.Name.JournalId, file.Name.First);
    }

    public Segment Segment { get; }

    public long Entries { get; private set; }

    public List<string> Problems { get; } = [];

    /// <summary>Where bytes begin that do not verify up to the end of the file; null without any.</summary>
    public long? TornAt { get; private set; }

    public long TornBytes => TornAt is { } at ? _file.Length - at : 0;

    /// <param name="successor">Header that says where this segment ends; null for the last one, whose tail may be torn.</param>
    public static SegmentScan Run(IFileSystem files, SegmentFile file, SegmentHeader? successor, bool isLast)
    {
        var scan = new SegmentScan(file, successor?.PreviousLength ?? file.Length);
        using (var handle = files.OpenRead(file.Path))
            scan.Walk(handle);
        scan.CheckEnd(successor, isLast);
        return scan;
    }

    private void Walk(IStorageFile handle)
    {
        var start = _file.Header is null ? 0 : SegmentHeader.Size;
        var scanner = new SegmentScanner(new FileWindow(handle, _end), Segment.JournalId, start, Segment.First - 1);
        while (scanner.MoveNext())
        {
            var step = scanner.Current;
            if (step.IsEntry)
                Take(step);
            else
                TornAt = step.Offset;
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

    private void CheckEnd(SegmentHeader? successor, bool isLast)
    {
        if (isLast && _file.Length < SegmentHeader.Size)
            TornAt = 0;
        if (isLast || (TornAt is null && _file.Length >= _end))
            return;
        var last = successor?.PreviousLast ?? Segment.Last;
        if (TornAt is { } from)
            Problems.Add(Damage(from, Math.Min(_end, _file.Length), last));
        if (_file.Length < _end)
            Problems.Add($"{_file.FileName} at byte {_file.Length}: the file ends here, {_end - _file.Length} bytes early");
        TornAt = null;
    }

    private string Damage(long from, long to, long lastLost) =>
        $"{_file.FileName} at byte {from}: {to - from} bytes do not verify"
        + (lastLost > Segment.Last ? $"; entries {Segment.Last + 1} to {lastLost} are lost" : "");
}
