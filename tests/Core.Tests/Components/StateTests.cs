using System.Text.Json;
using Plimsoll.Components.Views;
using Plimsoll.Effects;

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
        Assert.Equal(Start + Feed.Second, payload.RootElement.GetProperty("since").GetDateTimeOffset().ToUnixTimeMilliseconds());
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

    private static Feed Busy(double perSecond)
    {
        var feed = new Feed();
        var requests = (int)(300 * perSecond);
        feed.Send(Start + 5 * Feed.Minute, Enumerable.Range(0, requests + 1).Select(i => Feed.Request(Start + (long)(i * Feed.Second / perSecond))));
        return feed;
    }

    private static ComponentState At(Feed feed, long nowMs)
    {
        feed.Component.Tick(nowMs);
        return feed.Component.Summary(nowMs).State;
    }
}
