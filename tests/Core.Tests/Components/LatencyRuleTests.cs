namespace Plimsoll.Core.Tests.Components;

public class LatencyRuleTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Failed_request_counts_its_tokens_but_not_its_latency()
    {
        var feed = new Feed();

        feed.Send(Now, Feed.Request(Now, r => (r.ErrorType, r.TotalLatencyMs) = ("timeout", 60_000)), Feed.Request(Now));

        var view = feed.View(Now);
        Assert.Equal(1, view.Quantiles["total_latency_ms"].Count);
        Assert.Equal(1000, view.RequestWeightedLatencyMs!.Value, 9);
        Assert.Equal(1000, view.TokenWeightedLatencyMs!.Value, 9);
        Assert.Equal(22, view.OutputTokens);
    }

    [Fact]
    public void First_token_after_the_end_is_clock_skew_and_its_latencies_are_left_out()
    {
        var feed = new Feed();

        feed.Send(Now, Feed.Request(Now, r => (r.TtftMs, r.TotalLatencyMs) = (2100, 2000)));

        var view = feed.View(Now);
        Assert.Equal((1, 1), (view.Requests, view.DataQuality.ClockSkew));
        Assert.DoesNotContain("ttft_ms", view.Quantiles.Keys);
    }

    [Fact]
    public void Token_weighted_and_request_weighted_latency_stand_side_by_side()
    {
        (double Ms, long Tokens)[] requests = [(850, 100), (1200, 250), (400, 20), (5000, 1500), (950, 0), (0, 10)];
        var feed = new Feed();

        feed.Send(Now, requests.Select(q => Feed.Request(Now, r => (r.TtftMs, r.TpotMs, r.TotalLatencyMs, r.OutputTokens) = (null, null, q.Ms, q.Tokens))));

        Assert.Equal(4198.404255319149, feed.View(Now).TokenWeightedLatencyMs!.Value, 9);
        Assert.Equal(1400, feed.View(Now).RequestWeightedLatencyMs!.Value, 9);
        feed.Component.Tick(Now + 2 * Feed.Hour);
        Assert.Equal(4198.404255319149, feed.View(Now + 2 * Feed.Hour).TokenWeightedLatencyMs!.Value, 9);
    }
}
