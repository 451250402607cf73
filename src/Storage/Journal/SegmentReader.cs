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

    private static IStorageFile? OpenUnlessRemoved(IFileSystem files, string path)
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
