using Plimsoll.Aggregation;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Drift.Sequences;
using Plimsoll.Drift.Watch;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Core.Tests.Drift.Watch;

public class DriftWatchTests
{
    private const int Day = 24;
    private const int Week = 7 * Day;

    /// <summary>A Monday, 00:00 UTC.</summary>
    private const long Start = 20_454L * Day;

    [Fact]
    public void Six_weeks_without_drift_have_no_finding_that_drifts_though_nights_differ_from_days()
    {
        var world = new World(1);
        world.Run(6 * Week, _ => 1);

        Assert.Equal(0, world.HoursWithDrift);
        Assert.False(world.Watch.Drifts("any"));
        Assert.NotEmpty(world.Watch.Findings);
    }

    [Fact]
    public void A_sudden_change_is_found_in_its_first_hour_with_both_distributions_and_since_when()
    {
        var world = new World(2);
        world.Run(2 * Week, _ => 1);
        world.Run(3, _ => 1.6);

        var found = world.Watch.Findings.Single(f => f is { Signal: "length.response", Test: DriftTest.KolmogorovSmirnov });
        Assert.True(found.Drifts && found.Statistic >= found.Threshold && found.PValue < 1e-3);
        Assert.Equal(Start + 2 * Week, found.Since);
        Assert.Equal(1, found.Picture.Sum(b => b.Baseline), 1e-9);
        Assert.Equal(1, found.Picture.Sum(b => b.Current), 1e-9);
        Assert.True(Mean(found.Picture, b => b.Current) > 1.4 * Mean(found.Picture, b => b.Baseline));
        Assert.True(world.Watch.Drifts("length"));
        Assert.True(world.Watch.Findings.Single(f => f is { Signal: "length.response", Test: DriftTest.PopulationStability }).Drifts);
        Assert.Null(world.Watch.Drifts("latency"));
    }

    [Fact]
    public void One_odd_hour_is_a_finding_but_only_the_next_one_confirms_it()
    {
        var world = new World(12);
        world.Run(2 * Week, _ => 1);
        world.Run(1, _ => 1.6);
        Assert.Contains(world.Watch.Findings, f => f.Drifts);
        Assert.False(world.Watch.Drifts("length"));

        world.Run(1, _ => 1.6);
        Assert.True(world.Watch.Drifts("length"));
    }

    [Theory]
    [InlineData(1.06, false)]
    [InlineData(1.3, true)]
    public void A_narrow_latency_drifts_only_where_it_moves_by_a_tenth(double factor, bool drifts)
    {
        var known = new Dictionary<long, DriftHour> { [Start] = Latencies(Start, 1) };
        var answer = SignalTests.Run(known, Latencies(Start + Week, factor)).Single().Finding;

        Assert.True(answer is { Test: DriftTest.KolmogorovSmirnov, PValue: < 1e-3 } && answer.Statistic >= answer.Threshold);
        Assert.Equal(drifts, answer.Drifts);
    }

    private static DriftHour Latencies(long hour, double factor)
    {
        var histogram = new ExponentialHistogram();
        for (var i = 0; i < 2_000; i++)
            histogram.Record(HistogramPoint.OfNanoseconds((long)(2e8 * factor * (0.9 + 0.0001 * i))));
        return new(hour, "v1", null, default) { Distributions = [null, null, null, null, BucketCounts.Of(histogram), null, null] };
    }

    [Fact]
    public void A_gradual_change_is_found_before_it_has_doubled_the_length()
    {
        var world = new World(3);
        world.Run(2 * Week, _ => 1);
        world.Run(4 * Day, h => 1 + h / (4d * Day));

        Assert.True(world.Watch.Drifts("length.response"));
        Assert.InRange(world.HoursWithDrift, Day, 4 * Day);
    }

    [Fact]
    public void A_change_that_comes_every_week_at_its_hour_is_the_season()
    {
        var world = new World(4);
        world.Run(4 * Week, h => h % Week is >= 34 and < 40 ? 2 : 1);
        var learnt = world.HoursWithDrift;
        world.Run(2 * Week, h => h % Week is >= 34 and < 40 ? 2 : 1);

        Assert.Equal(0, world.HoursWithDrift - learnt);
    }

    [Fact]
    public void Hours_with_drift_are_no_baseline_so_that_it_lasts_as_long_as_the_change()
    {
        var world = new World(5);
        world.Run(2 * Week, _ => 1);
        world.Run(Week + Day, _ => 1.6);
        Assert.True(world.Watch.Drifts("length.response"));
        Assert.Equal(Start + 2 * Week, world.Watch.Findings.First(f => f.Drifts).Since);

        world.Run(1, _ => 1);
        Assert.False(world.Watch.Drifts("any"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Incident_in_the_first_week_makes_no_drift_of_the_usual_on_the_days_after_it(bool restart)
    {
        var world = new World(7);
        world.Run(Day + 12, _ => 1);
        world.Run(6, _ => 1.8);
        var found = world.HoursWithDrift;
        Assert.True(found > 0);

        if (restart)
            world.Restart();
        world.Run(2 * Day, _ => 1);

        Assert.Equal(found, world.HoursWithDrift);
    }

    [Fact]
    public void Incident_in_the_first_week_makes_no_drift_of_the_usual_a_week_after_it()
    {
        var world = new World(7);
        world.Run(3 * Day + 12, _ => 1);
        world.Run(6, _ => 1.8);
        world.Run(6 * Day, _ => 1);
        var found = world.HoursWithDrift;

        world.Run(2 * Day, _ => 1);

        Assert.Equal(found, world.HoursWithDrift);
    }

    [Fact]
    public void Incident_on_the_first_day_is_outvoted_by_the_third()
    {
        var world = new World(7);
        world.Run(12, _ => 1);
        world.Run(6, _ => 1.8);
        world.Run(2 * Day + 6, _ => 1);
        var found = world.HoursWithDrift;
        Assert.InRange(found, 1, 12);

        world.Run(3 * Day, _ => 1);

        Assert.Equal(found, world.HoursWithDrift);
    }

    [Fact]
    public void Another_model_version_has_its_own_baseline_and_the_old_one_gets_its_own_back()
    {
        var world = new World(6);
        world.Run(2 * Week, _ => 1);
        world.Run(3, _ => 3, version: "v2");
        Assert.False(world.Watch.Drifts("any") is true);

        world.Run(1, _ => 1);
        Assert.False(world.Watch.Drifts("any"));
        world.Run(2, _ => 3);
        Assert.True(world.Watch.Drifts("any"));
    }

    [Fact]
    public void Too_few_values_are_no_finding()
    {
        var world = new World(7);
        world.Run(2 * Week, _ => 1, count: 150);
        world.Run(1, _ => 3, count: 150);

        Assert.Null(world.Watch.Drifts("any"));
    }

    [Fact]
    public void A_mean_score_that_falls_at_once_or_slowly_is_found_and_another_judge_begins_anew()
    {
        var world = new World(8);
        world.Run(Week, _ => 1, score: _ => 0.8);
        Assert.False(world.Watch.Drifts("score"));
        world.Run(1, _ => 1, score: _ => 0.6);
        Assert.True(world.Watch.Findings.Single(f => f is { Signal: "score", Test: DriftTest.Welch }).Drifts);

        var other = new World(8);
        other.Run(Week, _ => 1, score: _ => 0.8);
        other.Run(1, _ => 1, score: _ => 0.6, judge: "b");
        Assert.Null(other.Watch.Drifts("score"));

        var slow = new World(9);
        slow.Run(Week, _ => 1, score: _ => 0.8);
        slow.Run(2 * Day, _ => 1, score: h => 0.8 - 0.0008 * h);
        Assert.True(slow.Watch.Findings.Single(f => f is { Signal: "score", Test: DriftTest.Cusum }).Drifts);
    }

    [Fact]
    public void Ratings_that_sink_from_day_to_day_have_a_trend()
    {
        var world = new World(10);
        world.Run(9 * Day, _ => 1, rating: h => 4.5 - 0.05 * h / Day);
        Assert.Null(world.Watch.Drifts("rating"));
        world.Run(5 * Day, _ => 1, rating: h => 4.05 - 0.05 * h / Day);

        Assert.True(world.Watch.Drifts("rating"));
        Assert.Equal(-0.05, world.Watch.Findings.Single(f => f.Signal == "rating").Statistic, 0.01);
    }

    [Fact]
    public void What_is_kept_is_bounded_and_a_restart_changes_no_finding()
    {
        var (whole, copy) = (new World(11), new World(11));
        whole.Run(6 * Week, h => h > 5 * Week ? 1.5 : 1, count: 300);
        copy.Run(6 * Week, h => h > 5 * Week ? 1.5 : 1, count: 300);
        Assert.InRange(whole.Watch.Days.Sum(d => d.Count()), 4 * Week, 4 * Week + 1);

        copy.Restart();
        whole.Run(2, _ => 1.5, count: 300);
        copy.Run(2, _ => 1.5, count: 300);

        Assert.Equal(
            whole.Watch.Findings.Select(f => f with { Picture = [] }), copy.Watch.Findings.Select(f => f with { Picture = [] }));
    }

    private static double Mean(IReadOnlyList<DriftBar> picture, Func<DriftBar, double> share) => picture.Sum(b => b.UpTo * share(b));

    /// <summary>Responses whose length has a day and an hour's own mood.</summary>
    private sealed class World(int seed)
    {
        private readonly Random _random = new(seed);
        private long _hour = Start;

        public DriftWatch Watch { get; private set; } = new();

        public int HoursWithDrift { get; private set; }

        /// <param name="factor">Of the length, by hours since the start of the run.</param>
        public void Run(
            int hours, Func<int, double> factor, int count = 1_000, string version = "v1",
            Func<int, double>? score = null, string judge = "a", Func<int, double>? rating = null)
        {
            for (var h = 0; h < hours; h++, _hour++)
            {
                var mean = score?.Invoke(h) + 0.01 * (_random.NextDouble() - 0.5);
                Watch.Close(
                    new DriftHour(_hour, version, mean is { } m ? new(judge, new Moments(200, m, 0.01)) : null, rating is null ? default : (20, rating(h)))
                    {
                        Distributions = [null, Lengths(count, factor(h)), null, null, null, null, null],
                    },
                    mean is { } middle ? new Interval(middle - 0.02, middle + 0.02) : null, []);
                HoursWithDrift += Watch.Drifts("any") is true ? 1 : 0;
            }
        }

        public void Restart()
        {
            var loaded = Saved.Reload(Watch.Write, (ref r) => { var watch = new DriftWatch(); watch.Restore(ref r); return watch; });
            foreach (var hour in Watch.Days.SelectMany(d => d))
                loaded.RestoreHour(Saved.Reload(hour.Write, DriftHour.Read));
            Watch = loaded;
        }

        private BucketCounts Lengths(int count, double factor)
        {
            var histogram = new ExponentialHistogram();
            var level = 800 * factor * (1 + 0.4 * Math.Sin(2 * Math.PI * _hour / Day)) * (1 + 0.04 * (_random.NextDouble() - 0.5));
            for (var i = 0; i < count; i++)
                histogram.Record(HistogramPoint.OfCount((long)(level * Math.Exp(1.2 * (_random.NextDouble() + _random.NextDouble() - 1)))));
            return BucketCounts.Of(histogram);
        }
    }
}
