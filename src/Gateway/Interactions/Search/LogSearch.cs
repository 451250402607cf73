using Plimsoll.Gateway.Interactions.Index;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Interactions.Search;

/// <summary>One search through the journal, newest segment first, block by block where the indexes point.</summary>
internal sealed class LogSearch(SegmentLog log, IndexShelf shelf, RowKeys keys, ScanBudget budget)
{
    public SearchResult Run(InteractionQuery query)
    {
        var filter = new RowFilter(query, keys);
        var (scan, wanted) = (new BlockScan(query, filter), filter.Blocks);
        var found = new List<Interaction>();
        foreach (var segment in log.Segments().Reverse().Where(s => query.Before is not { } before || s.First <= before.Sequence))
        {
            if (budget.Left <= 0 || shelf.Find(log, segment, wanted, budget) is not { } blocks)
                return Cut(found, query, segment.Last);
            foreach (var block in blocks.Where(b => query.Before is not { } before || b.FirstSequence <= before.Sequence))
            {
                if (budget.Left <= 0)
                    return Cut(found, query, block.LastSequence);
                budget.Take(block.End - block.Offset);
                found.AddRange(scan.Run(log.ReadSegment(segment, block.Offset, block.End, block.FirstSequence - 1), query.Limit - found.Count));
                if (found.Count >= query.Limit)
                    return new SearchResult(found, found[^1].Position, false, budget.Used);
            }
        }
        return new SearchResult(found, null, false, budget.Used);
    }

    /// <summary>Goes on just behind every row of an entry, and not before where this call began.</summary>
    private SearchResult Cut(List<Interaction> found, InteractionQuery query, long sequence)
    {
        var next = new Position(sequence, long.MaxValue, int.MaxValue, int.MaxValue);
        return new SearchResult(found, query.Before is { } before && before.CompareTo(next) < 0 ? before : next, true, budget.Used);
    }
}
