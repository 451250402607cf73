using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>What a journal's directory holds, and how the journal goes on from there.</summary>
internal sealed record JournalRecovery(List<Segment> Segments, Guid JournalId, long LastSequence, RecoveryReport Report)
{
    /// <summary>Reads and verifies everything; changes nothing but to make the last segment durable as it was read.</summary>
    public static JournalRecovery Run(IFileSystem files, SegmentLogOptions options)
    {
        var problems = new List<string>();
        var found = SegmentFile.List(files, options.Directory, problems);
        var scans = Scan(files, found);
        problems.AddRange(found.Where(f => IsOrphan(f, found)).Select(
            f => $"{f.FileName} at byte 0: the segment before it, which begins at {f.Header?.PreviousFirst}, is missing"));
        problems.AddRange(scans.SelectMany(s => s.Problems));
        if (options.Fsync && found.Count > 0)
            Flush(files, found[^1].Path);

        var isNew = IsNew(found, scans);
        var last = scans.LastOrDefault();
        var cut = last?.TornAt is { } at ? $"{found[^1].FileName} at byte {at}: {last.TornBytes} bytes of a torn tail" : null;
        var previous = last?.Segment.JournalId;
        var report = new RecoveryReport(scans.Count, scans.Sum(s => s.Entries), last?.TornBytes ?? 0, cut, problems, isNew, previous);
        return new JournalRecovery(
            [.. scans.Select(s => s.Segment)], previous is { } id && !isNew ? id : Guid.NewGuid(), LastOf(scans), report);
    }

    private static List<SegmentScan> Scan(IFileSystem files, List<SegmentFile> found)
    {
        var successors = new Dictionary<long, SegmentHeader>();
        foreach (var file in found)
        {
            if (file.Header is { PreviousFirst: > 0 } header)
                successors[header.PreviousFirst] = header;
        }
        return [.. found.Select((file, at) => SegmentScan.Run(
            files, file, successors.TryGetValue(file.Name.First, out var next) ? next : null, at == found.Count - 1))];
    }

    /// <summary>Segments go oldest first, so a gap behind any older one is a loss.</summary>
    private static bool IsOrphan(SegmentFile file, List<SegmentFile> found) =>
        file.Header is { PreviousFirst: > 0 } header
        && found[0].Name.First < header.PreviousFirst
        && !found.Exists(f => f.Name.First == header.PreviousFirst);

    /// <summary>
    /// Whether entries of the present journal may be lost. Sequences that a component has already seen could otherwise be
    /// handed out again, and what is new would be dropped as known. Damage in an earlier journal has had its answer.
    /// </summary>
    private static bool IsNew(List<SegmentFile> found, List<SegmentScan> scans)
    {
        if (found.Count == 0 || scans[^1].TornAt is not null)
            return true;
        var current = found[^1].Name.JournalId;
        return found.Exists(f => f.Name.JournalId == current && IsOrphan(f, found))
            || scans.Exists(s => s.Segment.JournalId == current && s.Problems.Count > 0);
    }

    /// <summary>A sequence that a segment was begun for counts as handed out, so no two segments share a name.</summary>
    private static long LastOf(List<SegmentScan> scans) =>
        scans.Count == 0 ? 0 : scans.Max(s => Math.Max(s.Segment.First, s.Segment.Last));

    private static void Flush(IFileSystem files, string path)
    {
        // What was read may still be in the page cache alone; a component must not get ahead of the disk.
        using var file = files.OpenWrite(path);
        file.Flush();
    }
}
