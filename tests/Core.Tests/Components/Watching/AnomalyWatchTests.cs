using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Watching;

public class AnomalyWatchTests
{
    [Fact]
    public void A_latency_that_doubles_is_an_anomaly_of_the_series_that_moved_and_ends_with_it()
    {
        var feed = new Feed();
        var at = Run(feed, Feed.T0, minutes: 90);
        Assert.Empty(feed.View(at).Anomalies);

        at = Run(feed, at, minutes: 6, r => r.TtftMs *= 2);
        var found = Assert.Single(feed.View(at).Anomalies);
        Assert.Equal(("latency.ttft", "ttft_ms.p95"), (found.Series, found.Metric));
        Assert.InRange(found.Value, 380, 460);
        Assert.InRange(found.Score, 0.5, 1);
        Assert.Equal(Feed.T0 + 90 * Feed.Minute, found.Since.ToUnixTimeMilliseconds());

        at = Run(feed, at, minutes: 25);
        Assert.Empty(feed.View(at).Anomalies);
    }

    [Fact]
    public void Rules_may_ask_for_an_anomaly_and_nothing_is_said_without_history()
    {
        var parsed = ExpressionParser.Parse("anomaly(latency.ttft) for 0s");
        var rule = new AlertRule
        {
            Name = "own",
            Family = SignalFamily.Of(parsed.Condition!),
            Levels = [new(AlertPriority.P3, parsed.Condition!, AlertTiming.Default(AlertPriority.P3) with { For = parsed.For!.Value })],
        };
        var feed = new Feed(new ComponentSettings { Alerts = new([rule], []) });
        var at = Run(feed, Feed.T0, minutes: 30, r => r.TtftMs *= r.TimestampMs % 7 == 0 ? 9 : 1);
        at = Run(feed, at, minutes: 60);
        Assert.DoesNotContain(feed.Component.PendingEffects, e => e.Kind == AlertNotice.Kind);

        Run(feed, at, minutes: 6, r => r.TtftMs *= 20);
        Assert.Contains(feed.Component.PendingEffects, e => e.Kind == AlertNotice.Kind);
    }

    [Fact]
    public void A_restart_between_two_saves_changes_no_finding()
    {
        var (whole, store) = (new Feed(), new BlockStore());
        var at = Run(whole, Feed.T0, minutes: 97);
        store.Commit(whole.Component.Save(0));
        var saved = whole.Component.Version;
        at = Run(whole, at, minutes: 9);
        store.Commit(whole.Component.Save(saved));
        var restarted = new Feed(store.Load(ComponentSettings.Default));

        Run(whole, at, minutes: 6, r => r.TotalLatencyMs *= 3);
        at = Run(restarted, at, minutes: 6, r => r.TotalLatencyMs *= 3);

        Assert.NotEmpty(whole.View(at).Anomalies);
        Assert.Equal(whole.View(at).Anomalies, restarted.View(at).Anomalies);
    }

    [Fact]
    public void Minutes_that_nobody_watched_are_no_drop_of_traffic()
    {
        var feed = new Feed();
        var at = Run(feed, Feed.T0, minutes: 90);

        at = Run(feed, at + 40 * Feed.Minute, minutes: 30);

        Assert.Empty(feed.View(at).Anomalies);
    }

    [Fact]
    public void What_detectors_know_is_written_every_quarter_of_an_hour()
    {
        var feed = new Feed();
        var at = Run(feed, Feed.T0, minutes: 60);
        var writes = 0;
        for (var minute = 0; minute < 30; minute++)
        {
            var version = feed.Component.Version;
            at = Run(feed, at, minutes: 1);
            writes += feed.Component.Save(version).Changed.Count(b => b.Name == "anomalies/0");
        }

        Assert.Equal(2, writes);
    }

    /// <summary>Twenty requests a minute that vary a little, with ticks as a host makes them. Returns the end.</summary>
    private static long Run(Feed feed, long from, int minutes, Action<InferenceRecord>? change = null)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            var at = from + minute * Feed.Minute;
            var random = new Random((int)(at / Feed.Minute));
            feed.Send(at + 30 * Feed.Second, Enumerable.Range(0, 20).Select(i => Feed.Request(at + i * Feed.Second, r =>
            {
                r.TtftMs = 200 + random.Next(20);
                r.TotalLatencyMs = 10_000 + random.Next(1000);
                change?.Invoke(r);
            })));
            feed.Component.Tick(at + 30 * Feed.Second);
            feed.Component.Tick(at + Feed.Minute);
        }
        return from + minutes * Feed.Minute;
    }
}
