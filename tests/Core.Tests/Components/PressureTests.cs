using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class PressureTests
{
    [Fact]
    public void Pressure_is_that_of_what_is_scarcest_against_what_may_be_used_of_it()
    {
        Assert.Null(Pressure(null));
        Assert.Equal(0.5, Pressure(null, Gpu(0.35))!.Value, 6);
        Assert.Equal(0.5, Pressure(null, Gpu(1), Engine(8, 0, 0.45))!.Value, 6);
        Assert.Equal(1.5, Pressure(null, Gpu(0.1), Engine(8, 4, 0.45))!.Value, 6);
        Assert.Equal(10, Pressure(null, Engine(0, 500, 0.45))!.Value, 6);
        Assert.Equal(300 / 240.0 / 0.8, Pressure(new(RequestsPerSecond: 1), [.. Enumerable.Repeat(Feed.Request(Feed.T0), 300), Engine(8, 0, 0.45)])!.Value, 2);
    }

    [Fact]
    public void Health_is_the_worst_of_what_is_known()
    {
        var feed = new Feed();
        Assert.Null(feed.Component.Metrics(Feed.T0).HealthScore);
        feed.Send(Feed.T0, Feed.Request(Feed.T0), Feed.Request(Feed.T0), Feed.Request(Feed.T0), Feed.Request(Feed.T0, r => r.ErrorType = "timeout"));

        Assert.Equal(0.75, feed.Component.Metrics(Feed.T0 + Feed.Minute).HealthScore);
    }

    [Fact]
    public void Feedback_and_outcomes_are_counted_for_good()
    {
        var feed = new Feed();
        Assert.Null(feed.Component.Metrics(Feed.T0).FeedbackGood);
        feed.Send(Feed.T0,
            new Feedback { Component = Feed.Name, TimestampMs = Feed.T0, ThumbsUp = true },
            new Feedback { Component = Feed.Name, TimestampMs = Feed.T0, ThumbsUp = false, Regenerated = true },
            new Outcome { Component = Feed.Name, TimestampMs = Feed.T0, Success = true },
            new Outcome { Component = Feed.Name, TimestampMs = Feed.T0, Success = false });
        feed.Component.Tick(Feed.T0 + 3 * Feed.Hour);

        var metrics = feed.Component.Metrics(Feed.T0 + 3 * Feed.Hour);

        Assert.Equal((1, 2, 2, 1), (metrics.FeedbackGood, metrics.FeedbackBad, metrics.Outcomes, metrics.OutcomesSuccessful));
    }

    private static double? Pressure(CapacitySettings? capacity, params IEnumerable<object> rows)
    {
        var feed = new Feed(new ComponentSettings { Capacity = capacity });
        feed.Send(Feed.T0, rows);
        return feed.Component.Metrics(Feed.T0 + Feed.Minute).CapacityPressureRatio;
    }

    private static GpuSample Gpu(double utilization) =>
        new() { Component = Feed.Name, Gpu = "0", TimestampMs = Feed.T0, UtilizationRatio = utilization, MemoryUsedMiB = 1, MemoryTotalMiB = 1000 };

    private static EngineSample Engine(long running, long waiting, double cache) =>
        new() { Component = Feed.Name, Copy = "a", TimestampMs = Feed.T0, RequestsRunning = running, RequestsWaiting = waiting, KvCacheUsageRatio = cache };
}
