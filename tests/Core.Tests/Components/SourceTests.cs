using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class SourceTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    public static TheoryData<TelemetrySource> Sources => [.. Enum.GetValues<TelemetrySource>()];

    [Fact]
    public void Records_count_and_spans_of_the_same_traffic_are_shown_beside_them()
    {
        var feed = new Feed();

        feed.Send(Now, Of(TelemetrySource.Records, Now), Of(TelemetrySource.Spans, Now), Of(TelemetrySource.Spans, Now));

        var view = feed.View(Now);
        Assert.Equal(1, view.Requests);
        Assert.Equal(1, feed.Component.Metrics(Now).Requests);
        Assert.Equal(1, feed.Component.Summary(Now).RequestsByMinute.Sum() + feed.View(Now).Summary.RequestsPerSecond * 240, 9);
        Assert.Equal([("records", true, 1L), ("spans", false, 2L)], view.Sources.Select(s => (s.Source, s.Counts, s.Requests)));
    }

    [Fact]
    public void The_next_source_takes_over_five_minutes_after_the_last_event_of_the_better_one()
    {
        var feed = new Feed();
        feed.Send(Now, Of(TelemetrySource.Records, Now));
        for (var i = 1; i <= 10; i++)
            feed.Send(Now + i * Feed.Minute, Of(TelemetrySource.Spans, Now + i * Feed.Minute));

        var at = DateTimeOffset.FromUnixTimeMilliseconds(Now);
        var points = OneSeries.Ask(feed.Component, "requests", at, at.AddMinutes(11), TimeSpan.FromMinutes(1), Now + 11 * Feed.Minute).Points;

        Assert.Equal([1.0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1], points.Select(p => p.Value!.Value));
    }

    [Fact]
    public void The_order_in_which_sources_arrive_does_not_matter()
    {
        object[] rows =
        [
            Of(TelemetrySource.Spans, Now - 5 * Feed.Minute), Of(TelemetrySource.Records, Now), Of(TelemetrySource.Scrape, Now - Feed.Minute),
            Gpu(TelemetrySource.CloudWatch, Now, 0.1), Gpu(TelemetrySource.Scrape, Now, 0.9),
        ];
        var forward = new Feed();
        var backward = new Feed();
        foreach (var row in rows)
            forward.Send(Now, row);
        foreach (var row in rows.Reverse())
            backward.Send(Now, row);

        Assert.Equal(Views.Json(forward.View(Now)), Views.Json(backward.View(Now)));
        Assert.Equal(0.9, forward.View(Now).Gpu!.UtilizationRatio!.Value, 9);
    }

    [Fact]
    public void A_measure_that_only_a_lesser_source_has_is_shown()
    {
        var feed = new Feed();

        feed.Send(Now, Of(TelemetrySource.Records, Now), Gpu(TelemetrySource.Scrape, Now, 0.5),
            new EngineSample { Component = Feed.Name, TimestampMs = Now, RequestsRunning = 3, Source = TelemetrySource.Scrape });

        Assert.Equal(0.5, feed.View(Now).Gpu!.UtilizationRatio!.Value, 9);
        Assert.Equal(3, feed.View(Now).Engine!.RequestsRunning);
    }

    [Fact]
    public void What_is_scraped_here_and_written_by_a_Prometheus_too_counts_once()
    {
        var feed = new Feed();

        feed.Send(Now, Of(TelemetrySource.RemoteWrite, Now), Gpu(TelemetrySource.RemoteWrite, Now, 0.2));
        feed.Send(Now, Of(TelemetrySource.Scrape, Now), Gpu(TelemetrySource.Scrape, Now, 0.5));

        var view = feed.View(Now);
        Assert.Equal(1, view.Requests);
        Assert.Equal(0.5, view.Gpu!.UtilizationRatio!.Value, 9);
        Assert.Equal([("scrape", true, 1L), ("remote_write", false, 1L)], view.Sources.Select(s => (s.Source, s.Counts, s.Requests)));
    }

    [Fact]
    public void What_the_build_before_has_saved_of_remote_write_goes_on_to_count()
    {
        var feed = new Feed();
        feed.Send(Now, Of(TelemetrySource.RemoteWrite, Now));
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));
        Assert.All(store.Names.Where(n => n.Contains('.', StringComparison.Ordinal)), n => Assert.EndsWith(".scrape", n, StringComparison.Ordinal));
        var head = store.Head.ToArray();
        head[0] = 3;

        var loaded = new Feed(InferenceComponent.Load(Feed.Name, ComponentSettings.Default, head, store.Read(InferenceComponent.ResidentBlocks(head)))) { Journal = feed.Journal };
        Assert.Equal([("remote_write", true, 1L)], loaded.View(Now).Sources.Select(s => (s.Source, s.Counts, s.Requests)));
        loaded.Send(Now + Feed.Minute, Of(TelemetrySource.RemoteWrite, Now + Feed.Minute));
        Assert.Equal(2, loaded.View(Now + Feed.Minute).Requests);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Whatever_the_source_its_state_is_saved_and_found_again(TelemetrySource source)
    {
        var feed = new Feed();
        feed.Send(Now, Of(source, Now));
        var store = new BlockStore();

        store.Commit(feed.Component.Save(0));

        Assert.Equal(Views.Json(feed.View(Now)), Views.Json(new Feed(store.Load(ComponentSettings.Default)).View(Now)));
    }

    private static InferenceRecord Of(TelemetrySource source, long atMs) => Feed.Request(atMs, r => r.Source = source);

    private static GpuSample Gpu(TelemetrySource source, long atMs, double utilization) =>
        new() { Component = Feed.Name, Gpu = "0", TimestampMs = atMs, UtilizationRatio = utilization, Source = source };
}
