using Plimsoll.Alerting.Expressions;

namespace Plimsoll.Core.Tests.Alerting.Expressions;

public class ConditionTests
{
    private static readonly FakeSignals s_signals = new FakeSignals()
        .With("errors.ratio", 0.02).With("latency.total.p95", 4000).With("latency.total.p95@5", 6000).With("lowest safety", 0.85)
        .Finding("Failing", false).Finding("ttft Page", false).Finding("ttft Ticket", true);

    [Theory]
    [InlineData("errors.ratio > 1%", true)]
    [InlineData("errors.ratio >= 0.02", true)]
    [InlineData("errors.ratio > 2%", false)]
    [InlineData("latency.total.p95 > 5s", false)]
    [InlineData("latency.total.p95 over 5m > 5s", true)]
    [InlineData("gpu.utilization < 60%", null)]
    [InlineData("any request: safety < 0.9", true)]
    [InlineData("any request: safety > 0.9", null)]
    [InlineData("burn_rate(ttft)", true)]
    [InlineData("burn_rate(ttft, page)", false)]
    [InlineData("burn_rate(tpot)", null)]
    [InlineData("failing() and gpu.utilization < 60%", false)]
    [InlineData("errors.ratio > 1% and gpu.utilization < 60%", null)]
    [InlineData("errors.ratio > 1% or gpu.utilization < 60%", true)]
    [InlineData("failing() or gpu.utilization < 60%", null)]
    [InlineData("not failing()", true)]
    [InlineData("not silent()", null)]
    [InlineData("2 of (errors.ratio > 1%, burn_rate(ttft), silent())", true)]
    [InlineData("2 of (errors.ratio > 1%, failing(), silent())", null)]
    [InlineData("2 of (failing(), burn_rate(ttft, page), silent())", false)]
    public void What_is_not_known_is_neither_true_nor_false(string expression, bool? expected) =>
        Assert.Equal(expected, ExpressionParser.Parse(expression).Condition!.Evaluate(s_signals));

    [Fact]
    public void Evidence_names_each_number_with_its_threshold_and_leaves_out_what_is_not_known()
    {
        Assert.Equal(
            [new("latency.total.p95", "6s", "> 5s"), new("burn_rate(ttft)", "true", null)],
            EvidenceOf("(latency.total.p95 over 5m > 5s or gpu.memory > 90%) and burn_rate(ttft)"));
    }

    [Fact]
    public void Finding_shows_its_numbers_where_it_has_some()
    {
        var signals = new FakeSignals().Finding("anomaly latency.ttft", true).Grounds(new Evidence("anomaly(latency.ttft)", "900ms", "expected 200ms"));

        Assert.Equal([new("anomaly(latency.ttft)", "900ms", "expected 200ms")], ExpressionParser.Parse("anomaly(latency.ttft)").Condition!.Explain(signals));
        Assert.Equal([new Evidence("failing()", "false", null)], ExpressionParser.Parse("failing()").Condition!.Explain(signals.Finding("Failing", false)));
    }

    [Theory]
    [InlineData("latency.total.p95 over 5m < 1s or latency.total.p95 over 5m > 5s")]
    [InlineData("not (latency.total.p95 over 5m < 1s and latency.total.p95 over 5m > 5s)", "< 1s")]
    [InlineData("1 of (latency.total.p95 over 5m < 1s, latency.total.p95 over 5m > 5s)")]
    public void Evidence_is_only_what_makes_the_answer_true(string expression, string threshold = "> 5s") =>
        Assert.Equal([new("latency.total.p95", "6s", threshold)], EvidenceOf(expression));

    private static IEnumerable<Evidence> EvidenceOf(string expression) =>
        ExpressionParser.Parse(expression).Condition!.Reasons(s_signals).SelectMany(l => l.Explain(s_signals));
}
