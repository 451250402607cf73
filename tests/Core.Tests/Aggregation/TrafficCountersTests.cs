using Plimsoll.Aggregation;

namespace Plimsoll.Core.Tests.Aggregation;

public class TrafficCountersTests
{
    private static readonly long[] s_latencyMs = [850, 1200, 400, 5000, 950, 0];
    private static readonly long[] s_tokens = [100, 250, 20, 1500, 0, 10];

    [Fact]
    public void Token_weighted_latency_agrees_with_the_worked_example()
    {
        var sum = new TrafficCounters();
        for (var i = 0; i < s_tokens.Length; i++)
            sum.Add(Of(s_latencyMs[i], s_tokens[i]));

        Assert.Equal(4198.404255319149, sum.TokenWeightedLatencyMs!.Value, 9);
    }

    [Fact]
    public void Token_weighted_latency_is_unknown_without_tokens()
    {
        var sum = Of(10, 0);
        sum.Add(Of(20, 0));

        Assert.Null(sum.TokenWeightedLatencyMs);
    }

    [Fact]
    public void Token_weighted_sums_merge()
    {
        var sum = new TrafficCounters { WeightedLatencyNs = 393_000_000_000, WeightedTokens = 370 };
        sum.Add(new TrafficCounters { WeightedLatencyNs = 7_500_000_000_000, WeightedTokens = 1510 });

        Assert.Equal(4198.404255319149, sum.TokenWeightedLatencyMs!.Value, 9);
    }

    private static TrafficCounters Of(long latencyMs, long tokens) => new()
    {
        WeightedLatencyNs = (UInt128)latencyMs * 1_000_000 * (ulong)tokens,
        WeightedTokens = tokens,
    };
}
