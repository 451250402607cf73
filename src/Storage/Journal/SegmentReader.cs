using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>Reads durable entries across segments while they are extended and removed.</summary>
internal static class SegmentReader
{
    public static IEnumerable<LogEntry> Read(IFileSystem files, SegmentSet segments, long sequence)
    {
        for (var next = sequence; segments.Find(next) is { } extent; next = extent.Last + 1)
        {
            using var file = OpenUnlessRemoved(files, extent.Path);
            if (file is null)
                continue;
            var scanner = new SegmentScanner(
                new FileWindow(file, extent.End), extent.JournalId, extent.Offset, extent.Before);
            while (scanner.MoveNext())
            {
                var step = scanner.Current;
                if (step.IsEntry && step.Sequence >= next)
                    yield return new LogEntry(extent.JournalId, step.Sequence, step.ReceivedMs, step.Payload);
                else if (!step.IsEntry)
                    JournalInstruments.DamagedPlaces.Add(1);
            }
        }
    }

    /// <summary>Entries of one segment between two offsets at which entries begin or end. None when it was removed.</summary>
    /// <param name="before">Sequence of the entry before <paramref name="from"/>.</param>
    public static IEnumerable<PlacedEntry> Read(IFileSystem files, LogSegment segment, long from, long to, long before)
    {
        using var file = OpenUnlessRemoved(files, segment.Path);
        if (file is null)
            yield break;
        var scanner = new SegmentScanner(new FileWindow(file, long.Min(to, segment.Bytes)), segment.JournalId, from, before);
        while (scanner.MoveNext())
        {
            var step = scanner.Current;
            if (step.IsEntry && step.Sequence <= segment.Last)
                yield return new PlacedEntry(step.Offset, step.End, new LogEntry(segment.JournalId, step.Sequence, step.ReceivedMs, step.Payload));
            else if (!step.IsEntry)
                JournalInstruments.DamagedPlaces.Add(1);
        }
    }

    public static IStorageFile? OpenUnlessRemoved(IFileSystem files, string path)
    {
        try
        {
            return files.OpenRead(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
