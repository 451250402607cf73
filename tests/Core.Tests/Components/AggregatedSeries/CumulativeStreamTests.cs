using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Aggregation;
using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.AggregatedSeries;

/// <summary>A made-up stream, told cumulatively and by changes.</summary>
public class CumulativeStreamTests
{
    private const long Now = Feed.T0 + 3 * Feed.Hour;

    private static readonly Config s_rounds = Config.QuickThrowOnFailure.WithMaxTest(30);

    [Fact]
    public void Cumulative_points_in_any_batches_count_what_changes_count() => Check.One(s_rounds, Prop.ForAll<int>(seed =>
    {
        var stream = new MadeUpStream(seed);
        var changes = new Feed();
        changes.Send(Now, stream.Changes);
        var cumulative = new Feed();
        foreach (var batch in stream.Batches(stream.Cumulative))
            cumulative.Send(Now, batch);

        Assert.Equal(Figures(changes), Figures(cumulative));
    }));

    [Fact]
    public void Saving_and_loading_between_any_points_changes_nothing() => Check.One(s_rounds, Prop.ForAll<int>(seed =>
    {
        var stream = new MadeUpStream(seed);
        var steady = new Feed();
        var restarted = new Feed();
        var store = new BlockStore();
        var saved = 0L;
        foreach (var batch in stream.Batches(stream.Cumulative))
        {
            steady.Send(Now, batch);
            restarted.Send(Now, batch);
            var snapshot = restarted.Component.Save(saved);
            store.Commit(snapshot);
            saved = snapshot.Version;
            restarted = new Feed(store.Load(ComponentSettings.Default));
        }

        Assert.Equal(Views.Json(steady.View(Now)), Views.Json(restarted.View(Now)));
    }));

    [Fact]
    public void Points_that_are_left_out_only_move_what_they_would_have_said_to_the_next()
    {
        var stream = new MadeUpStream(5) { Resets = false };
        var (all, every) = (new Feed(), new Feed());
        all.Send(Now, stream.Cumulative);
        every.Send(Now, stream.Cumulative.GroupBy(s => s.Series).SelectMany(s => s.Where((_, i) => i == 0 || i % 3 == 2)).OrderBy(s => s.TimestampMs));

        Assert.Equal(all.View(Now).Requests, every.View(Now).Requests);
        Assert.Equal(all.View(Now).Quantiles["total_latency_ms"].Mean!.Value, every.View(Now).Quantiles["total_latency_ms"].Mean!.Value, 6);
    }

    private static string Figures(Feed feed) => Views.Json(feed.View(Now) with { DataQuality = new() });

    /// <summary>A counter and two histograms over sixty points, with a restart now and then.</summary>
    private sealed class MadeUpStream(int seed)
    {
        private const int Points = 60;

        private readonly Random _random = new(seed);
        private List<AggregateSample>? _cumulative;
        private List<AggregateSample>? _changes;

        public bool Resets { get; init; } = true;

        public List<AggregateSample> Cumulative => Make()._cumulative!;

        public List<AggregateSample> Changes => Make()._changes!;

        public IEnumerable<List<AggregateSample>> Batches(List<AggregateSample> points)
        {
            for (var at = 0; at < points.Count;)
            {
                var count = Math.Min(_random.Next(1, 40), points.Count - at);
                yield return points.GetRange(at, count);
                at += count;
            }
        }

        private MadeUpStream Make()
        {
            if (_cumulative is not null)
                return this;
            (_cumulative, _changes) = ([], []);
            var start = Feed.T0;
            long[] total = [0, 0, 0, 0];
            for (var i = 1; i <= Points; i++)
            {
                var at = Feed.T0 + i * Feed.Minute;
                if (Resets && i > 1 && _random.Next(10) == 0)
                    (start, total) = (at - 30 * Feed.Second, [0, 0, 0, 0]);
                long[] change = [_random.Next(50), _random.Next(5), _random.Next(5), _random.Next(5)];
                total = [.. total.Zip(change, (a, b) => a + b)];
                _cumulative.AddRange(At(at, total, start, cumulative: true));
                _changes.AddRange(At(at, change, Math.Max(start, at - Feed.Minute), cumulative: false));
            }
            return this;
        }

        private static IEnumerable<AggregateSample> At(long at, long[] values, long start, bool cumulative)
        {
            var sum = values[1] * 0.25 + values[2] * 0.5 + values[3];
            yield return Series.Counter(AggregateTarget.Requests, at, values[0], start, 1, cumulative);
            yield return Series.Histogram(at, Series.Explicit(sum, 0, values[1], values[2], values[3], 0, 0), start, 2, cumulative);
            yield return Series.Histogram(at, Series.Exponential(6, -64, sum, values[1], values[2], values[3]), start, 3, cumulative) with { Measure = Measure.Ttft };
        }
    }
}
