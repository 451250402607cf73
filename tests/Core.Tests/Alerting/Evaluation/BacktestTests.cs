using Plimsoll.Alerting.Evaluation;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;

namespace Plimsoll.Core.Tests.Alerting.Evaluation;

public class BacktestTests
{
    [Theory]
    [InlineData("latency.total.p95 > 5s for 1m", 19, 0)]
    [InlineData("latency.total.p95 > 5s for 1m", 20, 1)]
    [InlineData("latency.total.p95 over 5m > 5s for 1m", 4, 1)]
    public void Quantile_of_few_requests_is_as_little_known_as_when_it_happened(string expression, double requests, int firings)
    {
        var parsed = ExpressionParser.Parse(expression);
        var rule = new AlertRule
        {
            Name = "own",
            Family = AlertFamily.Latency,
            Levels = [new(AlertPriority.P1, parsed.Condition!, AlertTiming.Default(AlertPriority.P1) with { For = parsed.For!.Value })],
        };
        var minutes = new Dictionary<string, IReadOnlyList<double?>>
        {
            ["total_latency_ms.p95"] = [.. Enumerable.Repeat<double?>(9_000, 20)],
            ["requests"] = [.. Enumerable.Repeat<double?>(requests, 20)],
        };

        Assert.Equal(["total_latency_ms.p95", "requests"], Backtest.Metrics(rule));
        Assert.Equal(firings, Backtest.Run(rule, minutes, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).Count);
    }
}
