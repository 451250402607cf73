using System.Text.Json;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Alerting.Rules;
using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Alerting;

/// <summary>Time until something is used up at the present slope.</summary>
public class ForecastTests
{
    [Fact]
    public void Memory_that_fills_steadily_fires_and_says_how_many_hours_are_left()
    {
        var feed = Watch("gpu.memory_hours_left < 2 for 0s");
        Fill(feed, minutes: 40, from: 0.4, perMinute: 0.01);

        var evidence = Assert.Single(Notices(feed).First().Evidence);
        Assert.Equal("gpu.memory_hours_left", evidence.Signal);
        Assert.InRange(double.Parse(evidence.Value, System.Globalization.CultureInfo.InvariantCulture), 0.2, 1);
    }

    [Fact]
    public void Memory_that_stays_as_it_is_or_is_given_back_does_not_fire()
    {
        var (still, falling) = (Watch("gpu.memory_hours_left < 2 for 0s"), Watch("gpu.memory_hours_left < 2 for 0s"));
        Fill(still, minutes: 40, from: 0.97, perMinute: 0);
        Fill(falling, minutes: 40, from: 0.97, perMinute: -0.01);

        Assert.Empty(Notices(still));
        Assert.Empty(Notices(falling));
    }

    [Fact]
    public void Few_minutes_of_memory_say_nothing()
    {
        var feed = Watch("gpu.memory_hours_left < 9000 for 0s");
        Fill(feed, minutes: 15, from: 0.4, perMinute: 0.01);

        Assert.Empty(Notices(feed));
    }

    [Fact]
    public void Budget_that_will_be_used_up_tomorrow_fires_and_one_that_lasts_does_not()
    {
        var (burning, fine) = (Watch("budget.errors.hours_left < 24 for 0s"), Watch("budget.errors.hours_left < 24 for 0s"));
        for (var minute = 0; minute < 10; minute++)
        {
            Requests(burning, minute, failed: 10);
            Requests(fine, minute, failed: 0);
        }

        Assert.Equal("budget.errors.hours_left", Notices(burning)[0].Evidence.Single().Signal);
        Assert.Empty(Notices(fine));
    }

    private static Feed Watch(string expression)
    {
        var parsed = ExpressionParser.Parse(expression);
        var rule = new AlertRule { Name = "own", Family = AlertFamily.Usage, Levels = [new(AlertPriority.P2, parsed.Condition!, new(parsed.For!.Value, TimeSpan.Zero))] };
        return new Feed(new ComponentSettings { Alerts = new([rule], Objective.Defaults) });
    }

    private static void Fill(Feed feed, int minutes, double from, double perMinute)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            var at = Feed.T0 + minute * Feed.Minute;
            feed.Send(at, new GpuSample { Component = Feed.Name, Gpu = "0", TimestampMs = at, MemoryUsedMiB = (from + minute * perMinute) * 1_000, MemoryTotalMiB = 1_000 });
            feed.Component.Tick(at + 30 * Feed.Second);
        }
    }

    private static void Requests(Feed feed, int minute, int failed)
    {
        var at = Feed.T0 + minute * Feed.Minute;
        feed.Send(at, Enumerable.Range(0, 100).Select(i => Feed.Request(at, r => r.ErrorType = i < failed ? "500" : null)));
        feed.Component.Tick(at + 30 * Feed.Second);
    }

    private static List<AlertNotice> Notices(Feed feed) =>
        [.. feed.Component.PendingEffects.Where(e => e.Kind == AlertNotice.Kind).Select(e => JsonSerializer.Deserialize(e.Payload.Span, AlertNoticeJson.Default.AlertNotice)!)];
}
