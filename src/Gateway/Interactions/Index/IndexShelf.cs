using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>
/// The indexes of the journal's segments: read from their files, or made where there are none, and made anew where one
/// does not verify. Everything here can be made again from the journal. Thread-safe.
/// </summary>
internal sealed class IndexShelf(string directory, RowKeys keys, InteractionEvents events)
{
    private const int HeadsKept = 64;
    private const int BuildersKept = 4;
    private const string Extension = ".index";

    private readonly Lock _lock = new();
    private readonly RecentMap<long, SegmentIndexFile> _heads = new(HeadsKept);
    private readonly RecentMap<long, SegmentIndexBuilder> _builders = new(BuildersKept);

    /// <summary>
    /// Blocks of a segment that may hold what is wanted, newest first; null when the budget did not suffice to make the
    /// index. Asking again goes on from there.
    /// </summary>
    public IReadOnlyList<IndexBlock>? Find(SegmentLog log, LogSegment segment, BlockQuery query, ScanBudget budget)
    {
        try
        {
            return Get(log, segment, budget)?.Find(query);
        }
        catch (InvalidDataException damage)
        {
            Discard(segment, damage);
            return Get(log, segment, budget)?.Find(query);
        }
        catch (FileNotFoundException)
        {
            // Swept away together with its segment.
            return [];
        }
    }

    /// <summary>Makes the index of a segment, as far as the budget goes.</summary>
    public void Prepare(SegmentLog log, LogSegment segment, ScanBudget budget) => Get(log, segment, budget);

    private ISegmentIndex? Get(SegmentLog log, LogSegment segment, ScanBudget budget)
    {
        lock (_lock)
        {
            if (!segment.IsLast && Load(segment) is { } finished)
                return finished;
            var builder = _builders.GetOrAdd(segment.First, () => new SegmentIndexBuilder(keys, segment));
            if (!builder.Covers(segment))
                budget.Take(builder.Extend(log, segment, budget.Left));
            if (!builder.Covers(segment) && budget.Left <= 0)
                return null;
            return segment.IsLast ? builder : Store(segment, builder);
        }
    }

    /// <summary>Whether the index of a finished segment has still to be made.</summary>
    public bool Lacks(LogSegment segment) => !File.Exists(PathOf(segment));

    /// <summary>Gives up the index of a segment whose rows have changed.</summary>
    public void Forget(LogSegment segment)
    {
        lock (_lock)
        {
            _builders.Remove(segment.First);
            _heads.Remove(segment.First);
            if (!Lacks(segment))
                DeleteFile(PathOf(segment));
        }
    }

    private void Discard(LogSegment segment, InvalidDataException damage)
    {
        lock (_lock)
        {
            events.IndexDamaged(damage);
            _heads.Remove(segment.First);
            DeleteFile(PathOf(segment));
        }
    }

    /// <summary>Takes away the indexes of segments that are no more.</summary>
    public void Sweep(IReadOnlyList<LogSegment> present)
    {
        lock (_lock)
        {
            if (!Directory.Exists(directory))
                return;
            var wanted = present.Select(PathOf).ToHashSet();
            foreach (var path in Directory.GetFiles(directory).Where(p => !wanted.Contains(p)))
                DeleteFile(path);
        }
    }

    private SegmentIndexFile? Load(LogSegment segment)
    {
        if (_heads.TryGet(segment.First, out var known))
            return known;
        try
        {
            if (SegmentIndexFile.Open(PathOf(segment), IndexIdentity.Of(segment, keys)) is not { } found)
                return null;
            _heads.Set(segment.First, found);
            return found;
        }
        catch (InvalidDataException damage)
        {
            Discard(segment, damage);
            return null;
        }
    }

    private ISegmentIndex Store(LogSegment segment, SegmentIndexBuilder builder)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var (table, sorted) = builder.Finish();
            var file = SegmentIndexFile.Write(PathOf(segment), IndexIdentity.Of(segment, keys), table, sorted);
            _builders.Remove(segment.First);
            _heads.Set(segment.First, file);
            events.IndexMade();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk: the index serves from memory, and is written when it is next asked for.
            events.IndexNotWritten(e);
            return builder;
        }
    }

    private void DeleteFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            events.IndexNotWritten(e);
        }
    }

    private string PathOf(LogSegment segment) => Path.Combine(directory, $"{segment.First:D19}-{segment.JournalId:N}{Extension}");
}
