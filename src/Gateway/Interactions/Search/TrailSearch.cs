using Plimsoll.Gateway.Interactions.Index;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Interactions.Search;

/// <summary>Gathers what the log holds of one request id.</summary>
internal sealed class TrailSearch(SegmentLog log, IndexShelf shelf, RowKeys keys, ScanBudget budget)
{
    private const int MostOfEach = 100;

    public RequestTrail Run(string requestId)
    {
        var scan = new TrailScan(requestId, MostOfEach);
        var query = new BlockQuery { Keys = [keys.OfRequest(requestId)] };
        foreach (var segment in log.Segments().Reverse())
        {
            if (budget.Left <= 0 || shelf.Find(log, segment, query, budget) is not { } blocks)
                return scan.Result(truncated: true, budget.Used);
            foreach (var block in blocks)
            {
                if (budget.Left <= 0)
                    return scan.Result(truncated: true, budget.Used);
                budget.Take(block.End - block.Offset);
                foreach (var placed in log.ReadSegment(segment, block.Offset, block.End, block.FirstSequence - 1))
                    scan.Add(placed.Entry);
            }
        }
        return scan.Result(truncated: false, budget.Used);
    }
}
