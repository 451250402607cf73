using Plimsoll.Components.Views;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Gateway.Protos.Prometheus;

namespace Plimsoll.Gateway.Tests.Exposition;

public sealed class NativeBucketsTests
{
    [Fact]
    public void Buckets_are_runs_of_differences_numbered_from_one_more()
    {
        var native = Native(new HistogramView(3, 10, [2, 3, 0, 0, 0, 0, 1], ZeroCount: 4, Count: 10, Sum: 1));

        Assert.Equal((3, 4UL, 1e-6), (native.Schema, native.ZeroCount, native.ZeroThreshold));
        Assert.Equal([(11, 2u), (4, 1u)], native.PositiveSpan.Select(s => (s.Offset, s.Length)));
        Assert.Equal([2, 1, -2], native.PositiveDelta);
    }

    [Fact]
    public void Short_run_of_empty_buckets_does_not_end_a_span()
    {
        var native = Native(new HistogramView(3, 0, [1, 0, 0, 1], 0, 2, 1));

        Assert.Equal([(1, 4u)], native.PositiveSpan.Select(s => (s.Offset, s.Length)));
        Assert.Equal([1, -1, 0, 1], native.PositiveDelta);
    }

    [Fact]
    public void Histogram_without_observations_is_a_native_one_all_the_same() =>
        Assert.Equal([(0, 0u)], Native(new HistogramView(6, 0, [], 0, 0, 0)).PositiveSpan.Select(s => (s.Offset, s.Length)));

    [Fact]
    public void Every_count_comes_back()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var counts = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(3) == 0 ? random.NextInt64(1, 1_000_000) : 0).ToArray();
            var offset = random.Next(-400, 400);

            Assert.Equal(
                counts.Select((c, i) => (Index: offset + i + 1, Count: c)).Where(b => b.Count > 0),
                Read(Native(new HistogramView(6, offset, counts, 0, counts.Sum(), 1))).Where(b => b.Count > 0));
        }
    }

    private static Histogram Native(HistogramView sketch)
    {
        var histogram = new Histogram();
        NativeBuckets.Write(sketch, histogram);
        return histogram;
    }

    private static IEnumerable<(int Index, long Count)> Read(Histogram histogram)
    {
        var (index, count, delta) = (0, 0L, 0);
        foreach (var span in histogram.PositiveSpan)
        {
            index += span.Offset;
            for (var i = 0; i < span.Length; i++)
                yield return (index++, count += histogram.PositiveDelta[delta++]);
        }
    }
}
