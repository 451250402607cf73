using System.Text.Json;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Alerting;

public class ComponentAlertsTests
{
    private const long Start = Feed.T0 + 30 * Feed.Minute;
    private static readonly ComponentSettings s_builtIn = new() { Alerts = AlertSettings.Default };

    [Fact]
    public void Complete_failure_fires_after_a_minute_and_covers_the_rest_and_resolves_when_requests_succeed()
    {
        var feed = new Feed(s_builtIn);
        var at = Run(feed, Start, minutes: 10, fail: false);
        at = Run(feed, at, minutes: 5, fail: true);

        var fired = Notices(feed).First(n => n.Event == AlertEventKind.Firing && n.Rule == "complete-failure");
        Assert.Equal((AlertPriority.P0, AlertMute.None, true), (fired.Priority, fired.Mute, fired.Notify));
        Assert.InRange((fired.At.ToUnixTimeMilliseconds() - Start) / Feed.Minute, 11, 13);
        var evidence = Assert.Single(fired.Evidence);
        Assert.Equal(("failing()", "> 90%"), (evidence.Signal, evidence.Threshold));
        Assert.Matches(@"^(9\d(\.\d)?|100)% of \d+ requests failed$", evidence.Value);
        Assert.All(Notices(feed).Where(n => n.Rule == "burn-errors"), n => Assert.Equal(AlertMute.Inhibited, n.Mute));

        Run(feed, at, minutes: 20, fail: false);
        var resolved = Notices(feed).Single(n => n.Event == AlertEventKind.Resolved && n.Rule == "complete-failure");
        Assert.Equal((fired.Key, false), (resolved.Key, resolved.Active));
    }

    [Fact]
    public void Burn_of_slow_first_tokens_pages_when_both_windows_burn()
    {
        var feed = new Feed(s_builtIn);
        var at = Run(feed, Start, minutes: 30, fail: false);
        Run(feed, at, minutes: 75, fail: false, change: r => r.TtftMs = 501);

        var fired = Notices(feed).Single(n => n is { Rule: "burn-ttft", Event: AlertEventKind.Firing or AlertEventKind.Escalated, Priority: AlertPriority.P1 });
        var evidence = fired.Evidence[0];
        Assert.Equal(("burn_rate(ttft, page)", "> 6×"), (evidence.Signal, evidence.Threshold));
        Assert.Matches(@"^\d+(\.\d)?× over 6h, \d+(\.\d)?× over 30m$", evidence.Value);
        Assert.DoesNotContain(Notices(feed), n => n.Rule == "burn-errors");
        var budget = feed.View(at + 75 * Feed.Minute).Budgets.Single(b => b.Objective == Objective.Ttft);
        Assert.True(budget.Burn1h > 14.4 && budget.Remaining < 0, budget.ToString());
    }

    [Fact]
    public void Requests_exactly_at_the_threshold_are_good()
    {
        var feed = new Feed(s_builtIn);
        Run(feed, Start, minutes: 5, fail: false, change: r => (r.TtftMs, r.TpotMs) = (500, 50));

        Assert.All(feed.View(Start + 5 * Feed.Minute).Budgets, b => Assert.Equal((1d, 0d), (b.Remaining, b.Burn1h)));
    }

    [Fact]
    public void Silence_of_a_component_that_scales_to_zero_is_no_alert()
    {
        var silent = new Feed(s_builtIn);
        var scaled = new Feed(new ComponentSettings { Alerts = AlertSettings.Default, ScalesToZero = true });
        foreach (var feed in (Feed[])[silent, scaled])
            Ticks(feed, Run(feed, Start, minutes: 10, fail: false), minutes: 10);

        var fired = Assert.Single(Notices(silent), n => n is { Rule: "silence", Priority: AlertPriority.P0, Event: AlertEventKind.Firing });
        Assert.StartsWith("no request since 20", Assert.Single(fired.Evidence).Value, StringComparison.Ordinal);
        Assert.Empty(Notices(scaled));
    }

    [Fact]
    public void Retired_component_resolves_at_once_and_is_silent_until_it_has_requests_again_across_a_restart()
    {
        var feed = new Feed(s_builtIn);
        var at = Run(feed, Start, minutes: 10, fail: false);
        Ticks(feed, at, minutes: 5);
        feed.Component.Retire(at + 5 * Feed.Minute);
        Assert.Equal([AlertEventKind.Firing, AlertEventKind.Resolved], Notices(feed).Where(n => n.Rule == "silence").Select(n => n.Event));

        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));
        var loaded = new Feed(store.Load(s_builtIn));
        Ticks(loaded, at + 5 * Feed.Minute, minutes: 30);
        Assert.Single(Notices(loaded), n => n is { Rule: "silence", Event: AlertEventKind.Firing });
        Assert.Equal("retired", loaded.View(at + 35 * Feed.Minute).StateChanges[0].Reason);

        Ticks(loaded, Run(loaded, at + 35 * Feed.Minute, minutes: 10, fail: false), minutes: 5);
        Assert.Equal(2, Notices(loaded).Count(n => n is { Rule: "silence", Event: AlertEventKind.Firing }));
    }

    [Fact]
    public void Request_with_a_low_score_fires_at_the_next_tick_and_names_it()
    {
        var rule = Rule("any request: safety < 0.9 for 0s", AlertPriority.P0);
        var feed = new Feed(new ComponentSettings { Alerts = new([rule], []) });
        feed.Component.Tick(Start);

        feed.Send(Start + Feed.Second, Feed.Request(Start, r => r.Scores.Add(new("safety", 0.95, "client"))), Feed.Request(Start, r => r.Scores.Add(new("safety", 0.4, "client"))));
        feed.Component.Tick(Start + 5 * Feed.Second);

        var notice = Assert.Single(Notices(feed));
        Assert.Equal((AlertEventKind.Firing, AlertPriority.P0), (notice.Event, notice.Priority));
        Assert.Equal([new("request safety", "40%", "< 90%")], notice.Evidence);
        Assert.Equal(Plimsoll.Effects.EffectPriority.P0, feed.Component.PendingEffects.Single(e => e.Kind == AlertNotice.Kind).Priority);
    }

    [Theory]
    [InlineData(new string[0], new string[0], true)]
    [InlineData(new string[0], new[] { "chat" }, true)]
    [InlineData(new[] { "oncall" }, new string[0], false)]
    [InlineData(new[] { "oncall" }, new[] { "chat" }, false)]
    [InlineData(new[] { "oncall", "chat" }, new[] { "chat" }, true)]
    public void Page_covers_the_milder_of_its_family_only_for_channels_that_it_reaches(string[] page, string[] mild, bool covers)
    {
        var paging = Rule("errors.ratio > 50% for 1m", AlertPriority.P1) with { Name = "page", Channels = page };
        var milder = Rule("errors.ratio > 20% for 3m", AlertPriority.P2) with { Name = "mild", Channels = mild };
        var feed = new Feed(new ComponentSettings { Alerts = new([paging, milder], []) });

        Run(feed, Start, minutes: 6, fail: true);

        Assert.Equal(covers ? AlertMute.Inhibited : AlertMute.None, Notices(feed).Single(n => n.Rule == "mild").Mute);
    }

    [Fact]
    public void Few_requests_say_nothing_of_a_quantile()
    {
        var rule = Rule("latency.total.p95 > 500ms for 1m", AlertPriority.P2);
        var feed = new Feed(new ComponentSettings { Alerts = new([rule], []) });
        Run(feed, Start, minutes: 10, fail: false, perMinute: 5);
        Assert.Empty(Notices(feed));

        Run(feed, Start + 10 * Feed.Minute, minutes: 10, fail: false, perMinute: 20);
        Assert.Equal("1s", Assert.Single(Notices(feed)).Evidence[0].Value);
    }

    [Fact]
    public void Alert_goes_on_after_a_restart_where_it_stood()
    {
        var settings = new ComponentSettings { Alerts = new([Rule("errors.ratio > 50% for 4m", AlertPriority.P1)], Objective.Defaults) };
        var feed = new Feed(settings);
        var at = Run(feed, Start, minutes: 5, fail: true);
        Assert.Equal(AlertState.Firing, feed.View(at).Alerts.Single().State);
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));

        var loaded = new Feed(store.Load(settings));
        Assert.Equivalent(feed.View(at).Alerts.Single(), loaded.View(at).Alerts.Single(), strict: true);
        Assert.Equal(feed.View(at).Budgets, loaded.View(at).Budgets);
        Run(loaded, at, minutes: 3, fail: true);
        Assert.Single(Notices(loaded), n => n.Event == AlertEventKind.Firing);
    }

    [Fact]
    public void Alert_of_a_rule_that_the_configuration_no_longer_has_ends_and_is_forgotten()
    {
        var feed = new Feed(new ComponentSettings { Alerts = new([Rule("errors.ratio > 50% for 1m", AlertPriority.P1)], []) });
        var at = Run(feed, Start, minutes: 5, fail: true);
        var fired = Assert.Single(Notices(feed));
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));

        var without = new ComponentSettings { Alerts = new([], []) };
        var loaded = new Feed(store.Load(without));
        Run(loaded, at, minutes: 3, fail: true);

        var ended = Assert.Single(Notices(loaded), n => n.Event == AlertEventKind.Resolved);
        Assert.Equal((fired.Key, false, AlertMute.None), (ended.Key, ended.Active, ended.Mute));
        store.Commit(loaded.Component.Save(0));
        var later = new Feed(store.Load(without));
        Run(later, at + 3 * Feed.Minute, minutes: 2, fail: true);
        Assert.Single(Notices(later), n => n.Event == AlertEventKind.Resolved);
    }

    [Fact]
    public void Time_that_nobody_watched_neither_fires_nor_resolves()
    {
        var feed = new Feed(new ComponentSettings { Alerts = new([Rule("errors.ratio > 50% for 10m", AlertPriority.P1)], []) });
        var at = Run(feed, Start, minutes: 5, fail: true);

        Run(feed, at + Feed.Hour, minutes: 5, fail: true);

        Assert.Empty(Notices(feed));
        Assert.Equal(AlertState.Pending, feed.View(at + Feed.Hour + 5 * Feed.Minute).Alerts.Single().State);
    }

    [Fact]
    public void Quiet_component_with_rules_is_not_written_again_and_again()
    {
        var feed = new Feed(s_builtIn);
        var at = Run(feed, Start, minutes: 5, fail: false, perMinute: 5);
        // The traffic's first minute is old enough now to be the day's busiest.
        feed.Component.Tick(at);
        var version = feed.Component.Version;

        for (var s = 5; s < 55; s += 5)
            feed.Component.Tick(at + s * Feed.Second);

        Assert.Equal(version, feed.Component.Version);
    }

    private static AlertRule Rule(string expression, AlertPriority priority)
    {
        var parsed = ExpressionParser.Parse(expression);
        return new()
        {
            Name = "own",
            Family = SignalFamily.Of(parsed.Condition!),
            Levels = [new(priority, parsed.Condition!, AlertTiming.Default(priority) with { For = parsed.For!.Value })],
        };
    }

    private static List<AlertNotice> Notices(Feed feed) =>
        [.. feed.Component.PendingEffects.Where(e => e.Kind == AlertNotice.Kind).Select(e => JsonSerializer.Deserialize(e.Payload.Span, AlertNoticeJson.Default.AlertNotice)!)];

    /// <summary>Requests in every minute, with ticks as a host makes them. Returns the end.</summary>
    private static long Run(Feed feed, long from, int minutes, bool fail, Action<InferenceRecord>? change = null, int perMinute = 120)
    {
        for (var step = 0; step < minutes * 12; step++)
        {
            var at = from + step * 5 * Feed.Second;
            var count = (step + 1) * perMinute / 12 - step * perMinute / 12;
            feed.Send(at, Enumerable.Range(0, count).Select(_ => Feed.Request(at, r =>
            {
                (r.TtftMs, r.TpotMs, r.ErrorType) = (200, 40, fail ? "500" : null);
                change?.Invoke(r);
            })));
            feed.Component.Tick(at);
        }
        return from + minutes * Feed.Minute;
    }

    private static void Ticks(Feed feed, long from, int minutes)
    {
        for (var at = from; at < from + minutes * Feed.Minute; at += 5 * Feed.Second)
            feed.Component.Tick(at);
    }
}
