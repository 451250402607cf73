namespace Plimsoll.Core.Tests.Components;

public class ExemplarTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    private readonly Feed _feed = new();

    [Fact]
    public void A_request_with_a_trace_stands_for_those_with_about_its_latency()
    {
        _feed.Send(Now,
            Feed.Request(Now - 60_000, r => r.RequestId = "untraced"),
            Feed.Request(Now - 60_000, r => r.TraceId = Trace(1)),
            Feed.Request(Now, r => (r.TraceId, r.TtftMs, r.TotalLatencyMs) = (Trace(2), 210, 30_000)));

        var exemplars = _feed.Component.Metrics(Now).Exemplars;
        var ttft = Assert.Single(exemplars["ttft_seconds"]);
        Assert.Equal((Trace(2), 0.21, Now), (ttft.TraceId, ttft.Value, ttft.At.ToUnixTimeMilliseconds()));
        Assert.Equal([(Trace(1), 1), (Trace(2), 30)], exemplars["request_duration_seconds"].Select(e => (e.TraceId, e.Value)));
    }

    [Fact]
    public void Failed_requests_and_those_without_a_trace_are_none()
    {
        _feed.Send(Now, Feed.Request(Now - 10_000, r => r.RequestId = "r"), Feed.Request(Now, r => (r.TraceId, r.ErrorType) = (Trace(1), "timeout")));

        Assert.Empty(_feed.Component.Metrics(Now).Exemplars);
    }

    [Fact]
    public void There_is_one_for_each_doubling_of_the_latency_however_many_requests_come()
    {
        for (var ms = 0.001; ms < 80_000_000; ms *= 1.3)
        {
            var latency = ms;
            _feed.Send(Now, Feed.Request(Now, r => (r.TraceId, r.TtftMs, r.TotalLatencyMs, r.OutputTokens, r.TpotMs) = (Trace(7), latency, latency, null, null)));
        }

        Assert.Equal(20, _feed.Component.Metrics(Now).Exemplars["ttft_seconds"].Count);
    }

    [Fact]
    public void One_that_is_ten_minutes_old_is_shown_no_more()
    {
        _feed.Send(Now, Feed.Request(Now, r => r.TraceId = Trace(1)));

        Assert.NotEmpty(_feed.Component.Metrics(Now + 10 * Feed.Minute - 1).Exemplars);
        Assert.Empty(_feed.Component.Metrics(Now + 10 * Feed.Minute).Exemplars);
    }

    private static string Trace(int number) => number.ToString("x32");
}
