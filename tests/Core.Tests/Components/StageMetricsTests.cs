using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class StageMetricsTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Stages_and_token_weighted_latency_are_counted_for_whoever_asks_for_metrics()
    {
        var feed = new Feed();
        feed.Send(Now,
            Feed.Request(Now, r => { (r.TotalLatencyMs, r.OutputTokens) = (2_000, 10); r.Stages.Add(new Stage("retrieval", 40)); }),
            Feed.Request(Now, r => { (r.TotalLatencyMs, r.OutputTokens) = (1_000, 30); r.Stages.Add(new Stage("retrieval", 60)); }));

        var metrics = feed.Component.Metrics(Now);

        Assert.Equal((2L, 0.1), metrics.Stages["retrieval"] is var stage ? (stage.Count, Math.Round(stage.Sum, 9)) : default);
        Assert.Equal((50d, 40L), (metrics.WeightedDurationSeconds, metrics.WeightedTokens));
    }

    [Fact]
    public void No_more_stages_are_told_than_the_bound_and_the_busiest_are()
    {
        var feed = new Feed();
        for (var i = 0; i < 20; i++)
            feed.Send(Now, Feed.Request(Now, r => r.Stages.AddRange(Enumerable.Range(i, 20 - i).Select(s => new Stage($"s{s:00}", 1)))));

        var stages = feed.Component.Metrics(Now).Stages;

        Assert.Equal(16, stages.Count);
        Assert.Contains("s19", stages.Keys);
        Assert.DoesNotContain("s00", stages.Keys);
    }
}
