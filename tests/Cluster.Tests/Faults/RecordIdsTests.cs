using Plimsoll.Aggregation;

namespace Plimsoll.Cluster.Tests.Faults;

public class RecordIdsTests
{
    [Fact]
    public void No_two_ids_share_a_component_and_a_bucket()
    {
        var places = Enumerable.Range(0, 40_000).Select(id => (RecordIds.ComponentOf(id), Bucket(RecordIds.TokensOf(id)))).ToHashSet();

        Assert.Equal(40_000, places.Count);
    }

    private static int Bucket(long tokens)
    {
        var histogram = new ExponentialHistogram();
        histogram.Record(HistogramPoint.OfCount(tokens));
        return histogram.TryGetRange(out var first, out _) ? first : throw new InvalidOperationException("nothing was recorded");
    }
}
