using System.Text.Json;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Effects;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class StateTests
{
    private const long Start = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Traffic_makes_an_idle_component_active_and_says_so_once()
    {
        var feed = new Feed();
        feed.Component.Tick(Start);
        Assert.Empty(feed.Component.PendingEffects);

        feed.Send(Start, Feed.Request(Start));
        feed.Component.Tick(Start + Feed.Second);
        feed.Component.Tick(Start + 2 * Feed.Second);

        var effect = Assert.Single(feed.Component.PendingEffects);
        Assert.Equal(("state_changed", EffectPriority.P3), (effect.Kind, effect.Priority));
        Assert.Equal(ComponentState.Active, feed.Component.Summary(Start + 2 * Feed.Second).State);
        using var payload = JsonDocument.Parse(effect.Payload);
        Assert.Equal("idle", payload.RootElement.GetProperty("from").GetString());
        Assert.Equal("active", payload.RootElement.GetProperty("to").GetString());
        Assert.Equal(Feed.Name, payload.RootElement.GetProperty("component").GetString());
        Assert.Equal(Start, payload.RootElement.GetProperty("since").GetDateTimeOffset().ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Busy_component_is_silent_after_three_minutes_without_a_request_until_traffic_returns()
    {
        var feed = Busy(perSecond: 1);
        var end = Start + 5 * Feed.Minute;

        Assert.Equal(ComponentState.Active, At(feed, end + 2 * Feed.Minute));
        Assert.Equal(ComponentState.Silent, At(feed, end + 3 * Feed.Minute));
        Assert.Equal(EffectPriority.P1, feed.Component.PendingEffects[^1].Priority);
        Assert.Equal(ComponentState.Silent, At(feed, end + 5 * Feed.Hour));
        feed.Send(end + 5 * Feed.Hour, Feed.Request(end + 5 * Feed.Hour));
        Assert.Equal(ComponentState.Active, At(feed, end + 5 * Feed.Hour));
        Assert.Equal(ComponentState.Idle, At(feed, end + 30 * Feed.Hour));
    }

    /// <summary>Requests of a minute come two minutes after its end, readings of its GPUs at once.</summary>
    [Fact]
    public void Requests_that_cloudwatch_tells_of_late_are_no_silence_and_neither_is_an_outage_of_it()
    {
        var feed = new Feed();
        var now = Start;
        for (var minute = 0; minute < 20; minute++, now += Feed.Minute)
        {
            var requests = minute is >= 2 and < 8 || minute >= 17 ? 60 : 0;
            var down = minute is >= 12 and < 17;
            if (requests > 0)
                feed.Send(now, Told(now - 2 * Feed.Minute, requests));
            if (!down)
                feed.Send(now, new GpuSample { Component = Feed.Name, Gpu = "0", TimestampMs = now - 1, UtilizationRatio = 0.5, Source = TelemetrySource.CloudWatch });
            for (var tick = 0; tick < 4; tick++)
                feed.Component.Tick(now + tick * 15 * Feed.Second);
            Assert.Equal(minute is >= 10 and < 17, feed.Component.Summary(now + 45 * Feed.Second).State == ComponentState.Silent);
        }
        for (var minute = 0; minute < 10; minute++, now += Feed.Minute)
            feed.Component.Tick(now);
        Assert.Equal(ComponentState.Active, feed.Component.Summary(now).State);
    }

    [Fact]
    public void Captured_requests_come_in_heaps_and_are_never_silent()
    {
        var feed = new Feed();
        feed.Send(Start, Enumerable.Range(0, 400).Select(i => Feed.Request(Start - i * Feed.Second, r => r.Source = TelemetrySource.Capture)));

        Assert.Equal(ComponentState.Active, Ticking(feed, Start, 600));
    }

    [Fact]
    public void A_component_whose_requests_cloudwatch_tells_of_fails_too()
    {
        var feed = new Feed();
        feed.Send(Start, Told(Start - 2 * Feed.Minute, 60), Told(Start - 2 * Feed.Minute, 58, "5xx"));

        Assert.Equal(ComponentState.Failing, At(feed, Start));
    }

    [Fact]
    public void Time_that_nobody_watched_is_no_silence()
    {
        var feed = Busy(perSecond: 1);
        var back = Start + Feed.Hour;

        feed.Component.Tick(back);
        Assert.Equal(ComponentState.Active, feed.Component.Summary(back).State);
        Assert.Equal(ComponentState.Active, Ticking(feed, back, 150));
        Assert.Equal(ComponentState.Silent, Ticking(feed, back, 180));
        Assert.Equal(ComponentState.Silent, Ticking(feed, back + 2 * Feed.Hour, 0));
    }

    [Fact]
    public void Earlier_tick_does_not_turn_the_clock_back()
    {
        var feed = new Feed();
        feed.Send(Start, Enumerable.Range(0, 30).Select(_ => Feed.Request(Start, r => r.ErrorType = "500")));
        var later = Start + 10 * Feed.Minute;
        feed.Send(later, Feed.Request(later));

        feed.Component.Tick(Start);

        Assert.Equal(ComponentState.Active, feed.Component.Summary(later).State);
        Assert.DoesNotContain(feed.Component.PendingEffects, e => e.Priority == EffectPriority.P0);
    }

    [Fact]
    public void Changes_are_kept_with_their_reasons_newest_first_and_bounded_and_saved()
    {
        var feed = Busy(perSecond: 1);
        At(feed, Start + 5 * Feed.Minute);
        At(feed, Start + 8 * Feed.Minute);
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));
        var loaded = store.Load(ComponentSettings.Default);

        var changes = loaded.View(Start + 8 * Feed.Minute, []).StateChanges;
        Assert.Equal(["no_request_for_3m", "requests_began"], changes.Select(c => c.Reason));
        Assert.Equal(Start + 5 * Feed.Minute, changes[0].Since.ToUnixTimeMilliseconds());
        Assert.Equal(changes[0].Since, loaded.Summary(Start + 8 * Feed.Minute).StateSince);

        for (var i = 0; i < 120; i++)
        {
            var at = Start + (10 + i * 5) * Feed.Minute;
            var error = i % 2 == 0 ? "500" : null;
            feed.Send(at, Enumerable.Range(0, 20).Select(_ => Feed.Request(at, r => r.ErrorType = error)));
            feed.Component.Tick(at);
        }
        var now = Start + 700 * Feed.Minute;
        Assert.Equal(50, feed.View(now).StateChanges.Count);
        Assert.Equal(12, feed.Component.Summary(now).StateChanges.Count);
        Assert.Equal(["requests_succeed", "under_10_percent_succeed"], feed.View(now).StateChanges.Take(2).Select(c => c.Reason));
    }

    [Fact]
    public void Quiet_component_is_not_silent()
    {
        var feed = Busy(perSecond: 0.5);

        Assert.Equal(ComponentState.Active, At(feed, Start + 15 * Feed.Minute));
    }

    [Theory]
    [InlineData(19, 19, ComponentState.Active)]
    [InlineData(20, 20, ComponentState.Failing)]
    [InlineData(100, 91, ComponentState.Failing)]
    [InlineData(100, 90, ComponentState.Active)]
    public void Component_fails_when_less_than_a_tenth_of_at_least_twenty_requests_succeed(int requests, int errors, ComponentState expected)
    {
        var feed = new Feed();
        feed.Send(Start, Enumerable.Range(0, requests).Select(i => Feed.Request(Start, r => r.ErrorType = i < errors ? "500" : null)));

        Assert.Equal(expected, At(feed, Start));
        Assert.Equal(expected == ComponentState.Failing ? EffectPriority.P0 : EffectPriority.P3, feed.Component.PendingEffects[^1].Priority);
    }

    [Fact]
    public void Failing_component_stays_so_while_the_few_requests_that_come_fail()
    {
        var feed = new Feed();
        feed.Send(Start, Enumerable.Range(0, 30).Select(_ => Feed.Request(Start, r => r.ErrorType = "500")));
        Assert.Equal(ComponentState.Failing, At(feed, Start));

        var later = Start + 2 * Feed.Minute;
        feed.Send(later, Feed.Request(later, r => r.ErrorType = "500"));
        Assert.Equal(ComponentState.Failing, At(feed, later));
        feed.Send(later, Feed.Request(later));
        Assert.Equal(ComponentState.Active, At(feed, later));
    }

    [Fact]
    public void Acknowledged_effect_is_forgotten()
    {
        var feed = Busy(perSecond: 1);
        At(feed, Start);
        var version = feed.Component.Version;

        feed.Component.Acknowledge(feed.Component.PendingEffects[0].Id);

        Assert.Empty(feed.Component.PendingEffects);
        Assert.True(feed.Component.Version > version);
    }

    [Fact]
    public void Effects_that_nobody_carries_out_are_bounded_and_the_urgent_stay()
    {
        var feed = new Feed();
        for (var i = 0; i < 200; i++)
        {
            var at = Start + i * 5 * Feed.Minute;
            var error = i % 2 == 0 ? "500" : null;
            feed.Send(at, Enumerable.Range(0, 20).Select(_ => Feed.Request(at, r => r.ErrorType = error)));
            feed.Component.Tick(at);
        }

        Assert.Equal(64, feed.Component.PendingEffects.Count);
        Assert.Equal(200 - 64, feed.View(Start).DataQuality.EffectsDropped);
        Assert.All(feed.Component.PendingEffects, e => Assert.Equal(EffectPriority.P0, e.Priority));
    }

    private static AggregateSample Told(long endMs, long count, string? error = null) => new()
    {
        Component = Feed.Name,
        TimestampMs = endMs - 1,
        StartMs = endMs - Feed.Minute,
        Source = TelemetrySource.CloudWatch,
        Family = AggregateFamily.Server,
        Series = error is null ? 1UL : 2,
        Cumulative = false,
        Target = error is null ? AggregateTarget.Requests : AggregateTarget.Errors,
        Name = error,
        Value = count,
    };

    private static Feed Busy(double perSecond)
    {
        var feed = new Feed();
        var requests = (int)(300 * perSecond);
        feed.Send(Start + 5 * Feed.Minute, Enumerable.Range(0, requests + 1).Select(i => Feed.Request(Start + (long)(i * Feed.Second / perSecond))));
        return feed;
    }

    private static ComponentState Ticking(Feed feed, long fromMs, int seconds)
    {
        for (var at = fromMs; at <= fromMs + seconds * Feed.Second; at += 30 * Feed.Second)
            feed.Component.Tick(at);
        return feed.Component.Summary(fromMs + seconds * Feed.Second).State;
    }

    /// <summary>Ticks every half a minute up to a time, as a host does.</summary>
    private static ComponentState At(Feed feed, long nowMs)
    {
        for (var at = nowMs - 5 * Feed.Minute; at <= nowMs; at += 30 * Feed.Second)
            feed.Component.Tick(at);
        return feed.Component.Summary(nowMs).State;
    }
}
