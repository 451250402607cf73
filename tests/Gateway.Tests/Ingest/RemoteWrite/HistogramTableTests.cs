using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.RemoteWrite;

public class HistogramTableTests
{
    private const int Scrapes = 6;

    private static readonly long s_at = DateTimeOffset.UnixEpoch.AddYears(56).ToUnixTimeMilliseconds();
    private static readonly double[] s_bounds = [0.1, 0.5, 1, 5, double.PositiveInfinity];

    /// <summary>Each shard sends the series that it was given in order of time; how the shards go on against each other is chance.</summary>
    [Fact]
    public void However_shards_run_against_each_other_points_rise_and_every_scrape_is_told_whole_or_not_at_all()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var table = new HistogramTable(TimeProvider.System);
            Send(table, [Shard(Enumerable.Range(0, s_bounds.Length + 1), firstScrape: 0, scrapes: 1)], random);
            var shardOf = Enumerable.Range(0, s_bounds.Length + 1).ToLookup(_ => random.Next(3));

            var points = Send(table, [.. shardOf.Select(parts => Shard(parts, firstScrape: 1, Scrapes))], random);

            Assert.Equal(points.Select(p => p.AtMs).Distinct().Order(), points.Select(p => p.AtMs));
            Assert.All(points, p => Assert.Equal(Enumerable.Repeat(1 + (p.AtMs - s_at) / 15_000, s_bounds.Length), p.Distribution.Counts));
            Assert.Equal(At(Scrapes), points[^1].AtMs);
        }
    }

    [Fact]
    public void No_more_histograms_are_followed_than_the_bound_until_one_was_silent()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var table = new HistogramTable(time);
        for (ulong key = 0; key < HistogramTable.MaxHistograms; key++)
            Assert.Equal(SampleFate.Mapped, table.Note(key, s_at, HistogramPart.Sum, 0, 1));

        Assert.Equal(SampleFate.NoRoom, table.Note(ulong.MaxValue, s_at, HistogramPart.Sum, 0, 1));
        time.Advance(HistogramTable.Idle);

        Assert.Equal(SampleFate.Mapped, table.Note(ulong.MaxValue, s_at, HistogramPart.Sum, 0, 1));
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void A_histogram_has_no_more_bounds_and_waiting_points_than_the_bounds_allow()
    {
        var table = new HistogramTable(TimeProvider.System);
        for (var bound = 1; bound <= TelemetryLimits.Buckets; bound++)
            Assert.Equal(SampleFate.Mapped, table.Note(1, s_at, HistogramPart.Bucket, bound, bound));
        Assert.Equal(SampleFate.NoRoom, table.Note(1, s_at, HistogramPart.Bucket, 0.5, 1));

        for (var i = 0; i < HistogramRounds.MaxRounds + 5; i++)
            Assert.Equal(SampleFate.Mapped, table.Note(2, s_at + i, HistogramPart.Sum, 0, 1));
        Assert.Equal(5, table.Incomplete);
    }

    private static Queue<(int Scrape, int Part)> Shard(IEnumerable<int> parts, int firstScrape, int scrapes) =>
        new(Enumerable.Range(firstScrape, scrapes).SelectMany(scrape => parts.Select(part => (scrape, part))));

    private static List<(long AtMs, AggregateDistribution Distribution)> Send(HistogramTable table, List<Queue<(int Scrape, int Part)>> shards, Random random)
    {
        var points = new List<(long, AggregateDistribution)>();
        while (shards.FindAll(s => s.Count > 0) is { Count: > 0 } left)
        {
            var shard = left[random.Next(left.Count)];
            for (var request = random.Next(1, 8); request > 0 && shard.TryDequeue(out var sample); request--)
            {
                var isSum = sample.Part == s_bounds.Length;
                Assert.Equal(SampleFate.Mapped, table.Note(
                    1, At(sample.Scrape), isSum ? HistogramPart.Sum : HistogramPart.Bucket, isSum ? 0 : s_bounds[sample.Part],
                    isSum ? sample.Scrape : (sample.Part + 1) * (sample.Scrape + 1)));
            }
            table.TakeWhole(1, points);
        }
        return points;
    }

    private static long At(int scrape) => s_at + scrape * 15_000;
}
