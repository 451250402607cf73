using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.AggregatedSeries;

public class SeriesTableTests
{
    private const long T0 = Feed.T0;
    private const long Now = T0 + 50 * Feed.Minute;

    [Fact]
    public void First_point_of_a_series_without_a_start_is_the_base_of_the_next()
    {
        var feed = new Feed();
        feed.Send(T0, Requests(T0, 1000));
        feed.Send(T0 + Feed.Minute, Requests(T0 + Feed.Minute, 1007));

        Assert.Equal(7, feed.View(Now).Requests);
    }

    [Fact]
    public void Changes_stand_in_the_minute_of_their_point()
    {
        var feed = new Feed();
        foreach (var (minute, total) in new[] { (0, 5), (1, 8), (2, 8), (3, 20) })
            feed.Send(T0 + minute * Feed.Minute, Requests(T0 + minute * Feed.Minute, total, T0 - 1));

        var from = DateTimeOffset.FromUnixTimeMilliseconds(T0);
        var points = OneSeries.Ask(feed.Component, "requests", from, from.AddMinutes(4), TimeSpan.FromMinutes(1), Now).Points;

        Assert.Equal([5.0, 3, 0, 12], points.Select(p => p.Value!.Value));
    }

    [Fact]
    public void Series_that_began_long_before_it_was_seen_does_not_bring_its_past()
    {
        var feed = new Feed();
        feed.Send(T0, Requests(T0, 1_000_000, T0 - 11 * Feed.Minute));
        feed.Send(T0 + Feed.Minute, Requests(T0 + Feed.Minute, 1_000_003, T0 - 11 * Feed.Minute));

        Assert.Equal(3, feed.View(Now).Requests);
    }

    [Fact]
    public void Series_that_began_while_the_source_was_watched_counts_from_its_start()
    {
        var feed = new Feed();
        feed.Send(T0, Requests(T0, 1, T0 - 1, series: 1));
        feed.Send(T0 + 30 * Feed.Minute, Requests(T0 + 30 * Feed.Minute, 40, T0 + Feed.Minute, series: 2));

        Assert.Equal(41, feed.View(Now).Requests);
    }

    [Fact]
    public void Point_of_a_series_that_began_in_the_same_millisecond_counts()
    {
        var feed = new Feed();
        feed.Send(T0, Requests(T0, 2, T0));
        feed.Send(T0 + Feed.Minute, Requests(T0 + Feed.Minute, 5, T0));

        Assert.Equal(5, feed.View(Now).Requests);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(-60_000L, 30_000L)]
    public void Series_that_began_anew_counts_all_that_it_has(long? start, long? newStart)
    {
        var feed = new Feed();
        feed.Send(T0, Requests(T0, 10, T0 + start));
        feed.Send(T0 + Feed.Minute, Requests(T0 + Feed.Minute, 4, T0 + newStart));
        var before = start is null ? 0 : 10;

        Assert.Equal(before + 4, feed.View(Now).Requests);
        Assert.Equal(1, feed.View(Now).DataQuality.SeriesResets);
    }

    [Fact]
    public void Restart_that_soon_counts_more_than_before_is_seen_by_its_start()
    {
        var feed = new Feed();
        feed.Send(T0, Requests(T0, 10, T0 - 1));
        feed.Send(T0 + Feed.Minute, Requests(T0 + Feed.Minute, 15, T0 + 5));

        Assert.Equal(25, feed.View(Now).Requests);
    }

    [Fact]
    public void Point_that_comes_again_or_out_of_order_changes_nothing()
    {
        var feed = new Feed();
        feed.Send(T0, Requests(T0, 10, T0 - 1), Requests(T0, 10, T0 - 1));
        feed.Send(T0 + Feed.Minute, Requests(T0 + Feed.Minute, 12, T0 - 1), Requests(T0 + 1, 11, T0 - 1));

        Assert.Equal(12, feed.View(Now).Requests);
        Assert.Equal(2, feed.View(Now).DataQuality.SeriesRepeated);
    }

    [Fact]
    public void Series_beyond_the_bound_are_counted_as_such_until_others_have_been_silent_for_a_day()
    {
        const int capacity = 2048;
        var feed = new Feed();
        feed.Send(T0, Enumerable.Range(0, capacity).Select(i => Requests(T0, 1, T0 - 1, series: (ulong)i)));
        feed.Send(T0 + Feed.Minute, Requests(T0 + Feed.Minute, 100, T0 - 1, series: capacity));
        Assert.Equal((capacity, 1), (feed.View(Now).Requests, feed.View(Now).DataQuality.SeriesOverflowed));

        var later = T0 + 26 * Feed.Hour;
        feed.Component.Tick(later);
        feed.Send(later, Requests(later, 3, later - 5, series: capacity + 1));
        Assert.Equal(3, feed.Component.Summary(later).RequestsPerSecond * 240, 6);
    }

    [Fact]
    public void Better_family_of_metrics_counts_and_the_other_takes_over_ten_minutes_after_its_last_point()
    {
        var feed = new Feed();
        for (var minute = 0; minute < 30; minute++)
        {
            var at = T0 + minute * Feed.Minute;
            if (minute < 10)
                feed.Send(at, Requests(at, minute + 1, T0 - 1, series: 1) with { Family = AggregateFamily.Server });
            feed.Send(at, Requests(at, 2 * (minute + 1), T0 - 1, series: 2) with { Family = AggregateFamily.OldClient });
        }

        Assert.Equal(10 + 2 * 10, feed.View(Now).Requests);
        Assert.Equal(20, feed.View(Now).DataQuality.SeriesSuperseded);
    }

    [Fact]
    public void Same_traffic_from_records_and_from_metrics_counts_once()
    {
        var feed = new Feed();
        feed.Send(T0, Feed.Request(T0), Requests(T0, 1, T0 - 1), Series.Counter(AggregateTarget.InputTokens, T0, 100, T0 - 1, series: 9));

        var view = feed.View(Now);

        Assert.Equal((1, 100), (view.Requests, view.InputTokens));
        Assert.Equal([("records", true, 1L), ("scrape", false, 1L)], view.Sources.Select(s => (s.Source, s.Counts, s.Requests)));
        Assert.Equal(1, feed.Component.Metrics(Now).Requests);
    }

    [Fact]
    public void Same_engine_counts_once_when_it_is_scraped_and_pushed()
    {
        var feed = new Feed();
        feed.Send(T0, Requests(T0, 5, T0 - 1, series: 1) with { Source = TelemetrySource.Metrics }, Requests(T0, 5, T0 - 1, series: 2));

        Assert.Equal(5, feed.View(Now).Requests);
        Assert.Equal([("metrics", true, 5L), ("scrape", false, 5L)], feed.View(Now).Sources.Select(s => (s.Source, s.Counts, s.Requests)));
    }

    [Fact]
    public void Every_target_shows_where_requests_would()
    {
        var feed = new Feed(new Plimsoll.Components.ComponentSettings { Price = new(InputPerMillionTokens: 1, OutputPerMillionTokens: 2) });
        feed.Send(T0, All(T0).Select(s => s with { Copy = "a", Model = "m", ModelVersion = "v" }));

        var view = feed.View(Now);

        Assert.Equal((10, 3, 700, 80, 50), (view.Requests, view.Errors, view.InputTokens, view.OutputTokens, view.CachedInputTokens));
        Assert.Equal([new("timeout", 3L)], view.ErrorsByType);
        Assert.Equal([new("stop", 7L)], view.FinishReasons);
        Assert.Equal((4, 650.0), (view.Quantiles["total_latency_ms"].Count, view.Quantiles["total_latency_ms"].Mean!.Value));
        Assert.Equal(700e-6 + 2 * 80e-6, view.Cost!.Total24h, 9);
        Assert.Equal(("m", "v"), (view.Summary.Model, view.Summary.ModelVersion));
        Assert.Equal([("v", 10L)], view.Breakdowns["model_version"].Select(b => (b.Value, b.Requests)));
        Assert.Equal([("a", 700L)], view.Breakdowns["copy"].Select(b => (b.Value, b.InputTokens)));
    }

    private static IEnumerable<AggregateSample> All(long at) =>
    [
        Requests(at, 10, at - 1),
        Series.Counter(AggregateTarget.Errors, at, 3, at - 1, series: 2) with { Name = "timeout" },
        Series.Counter(AggregateTarget.FinishReason, at, 7, at - 1, series: 3) with { Name = "stop" },
        Series.Counter(AggregateTarget.InputTokens, at, 700, at - 1, series: 4),
        Series.Counter(AggregateTarget.OutputTokens, at, 80, at - 1, series: 5),
        Series.Counter(AggregateTarget.CachedInputTokens, at, 50, at - 1, series: 6),
        Series.Histogram(at, Series.Explicit(2.6, 0, 1, 1, 1, 1, 0), at - 1, series: 7),
    ];

    private static AggregateSample Requests(long at, long total, long? start = null, ulong series = 1) =>
        Series.Counter(AggregateTarget.Requests, at, total, start, series);
}
