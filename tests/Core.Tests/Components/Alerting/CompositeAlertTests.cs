using System.Text.Json;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Alerting;

public class CompositeAlertTests
{
    private static readonly ComponentSettings s_composite = new() { Alerts = new([BuiltInRules.All.Single(r => r.Name == "composite")], []) };

    [Fact]
    public void Latency_and_saturation_together_make_a_ticket_before_the_season_is_known_and_steady_traffic_alerts_nobody()
    {
        var feed = new Feed(s_composite);
        var at = Run(feed, Feed.T0, minutes: 400, slower: 1, waiting: 1);
        Assert.Empty(Notices(feed));

        Run(feed, at, minutes: 15, slower: 3, waiting: 40);

        var fired = Notices(feed).First(n => n.Event == AlertEventKind.Firing);
        Assert.Equal(AlertPriority.P2, fired.Priority);
        Assert.InRange((fired.At.ToUnixTimeMilliseconds() - at) / Feed.Minute, 10, 15);
        Assert.Equal(["composite_p2()", "family latency", "family saturation"], fired.Evidence.Take(3).Select(e => e.Signal).Order(StringComparer.Ordinal));
        Assert.Contains(fired.Evidence, e => e.Signal.StartsWith("anomaly(latency.", StringComparison.Ordinal) && e.Value.EndsWith('s') && e.Threshold!.StartsWith("expected ", StringComparison.Ordinal));
    }

    [Fact]
    public void Faster_answers_are_no_trouble()
    {
        var feed = new Feed(s_composite);
        var at = Run(feed, Feed.T0, minutes: 400, slower: 1, waiting: 1);

        Run(feed, at, minutes: 30, slower: 0.4, waiting: 1);

        Assert.DoesNotContain(Notices(feed), n => n.Priority <= AlertPriority.P1);
    }

    private static List<AlertNotice> Notices(Feed feed) =>
        [.. feed.Component.PendingEffects.Where(e => e.Kind == AlertNotice.Kind).Select(e => JsonSerializer.Deserialize(e.Payload.Span, AlertNoticeJson.Default.AlertNotice)!)];

    private static long Run(Feed feed, long from, int minutes, double slower, int waiting)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            var at = from + minute * Feed.Minute;
            var random = new Random(minute);
            feed.Send(at + 59 * Feed.Second, Rows(at, random, slower, waiting));
            feed.Component.Tick(at + 59 * Feed.Second);
            feed.Component.Tick(at + 89 * Feed.Second);
        }
        return from + minutes * Feed.Minute;
    }

    private static IEnumerable<object> Rows(long at, Random random, double slower, int waiting)
    {
        for (var i = 0; i < 40; i++)
        {
            var noise = Math.Exp((random.NextDouble() - 0.5) * 0.3) * slower;
            yield return Feed.Request(at + i * Feed.Second, r => (r.TtftMs, r.TpotMs, r.TotalLatencyMs) = (200 * noise, 30 * noise, 500 * noise));
        }
        yield return new EngineSample { Component = Feed.Name, TimestampMs = at, RequestsWaiting = waiting * (1 + random.Next(2)), RequestsRunning = 5, KvCacheUsageRatio = Math.Min(0.95, 0.2 * slower + random.NextDouble() * 0.02) };
    }
}
