using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.Signals;

namespace Plimsoll.Core.Tests.Alerting.Expressions;

public class ExpressionParserTests
{
    [Theory]
    [InlineData("quality.composite < 0.7 for 5m", "quality.composite < 70%", 300)]
    [InlineData("latency.total.p95 > 5s for 3m", "latency.total.p95 > 5s", 180)]
    [InlineData("latency.ttft.p95 over 5m > 500ms", "latency.ttft.p95 over 5m > 500ms", null)]
    [InlineData("any request: safety < 0.9", "any request: safety < 90%", null)]
    [InlineData("burn_rate(ttft)", "burn_rate(ttft)", null)]
    [InlineData("shift(latency.ttft.p95) or drift(any) or drift(content) or drift(length.response)", "shift(latency.ttft.p95) or drift(any) or drift(content) or drift(length.response)", null)]
    [InlineData("burn_rate(errors, page)", "burn_rate(errors, page)", null)]
    [InlineData("anomaly(latency.ttft) and drift(score)", "anomaly(latency.ttft) and drift(score)", null)]
    [InlineData("2 of (errors.ratio > 1%, failing(), drift(score)) for 1h30m", "2 of (errors.ratio > 1%, failing(), drift(score))", 5400)]
    [InlineData("not (silent() or failing()) and requests.rate >= 20", "not (silent() or failing()) and requests.rate >= 20", null)]
    [InlineData("gpu.utilization < 60% or\n  gpu.utilization > 95%", "gpu.utilization < 60% or gpu.utilization > 95%", null)]
    public void Expression_means_what_it_says(string text, string expected, int? seconds)
    {
        var parsed = ExpressionParser.Parse(text);

        Assert.Null(parsed.Error);
        Assert.Equal(expected, parsed.Condition!.ToString());
        Assert.Equal(seconds, parsed.For?.TotalSeconds);
        Assert.Equal(expected, ExpressionParser.Parse(expected).Condition!.ToString());
    }

    [Theory]
    [InlineData("latency.totl.p95 > 5s", 1, 1, "'latency.totl.p95' is no signal; for example latency.ttft.mean")]
    [InlineData("latency.total.p95 > 5", 1, 21, "'5' stands where latency.total.p95 is compared with a duration such as 500ms or 5s")]
    [InlineData("errors.ratio > 5", 1, 16, "'5' stands where errors.ratio is compared with a ratio from 0 to 1 such as 0.95, or 95%")]
    [InlineData("quality.composite < 0.7\nfor ever", 2, 5, "'ever' is no duration; after 'for' write one such as 30s or 5m")]
    [InlineData("errors.ratio = 5%", 1, 14, "'=' stands where <, <=, > or >= has to stand")]
    [InlineData("failing() and", 1, 14, "the end stands where a condition has to stand, such as latency.total.p95 > 5s")]
    [InlineData("failing( and silent()", 1, 10, "'and' stands where ')' has to stand")]
    [InlineData("3 of (failing(), silent())", 1, 1, "'3' is no whole number from 1 to the 2 conditions that follow")]
    [InlineData("broken()", 1, 1, "'broken' is no finding; there are burn_rate, anomaly, shift, drift, failing")]
    [InlineData("burn_rate(ttft, soon)", 1, 17, "'soon' is neither page nor ticket")]
    [InlineData("burn_rate(tfft)", 1, 11, "'tfft' is no objective; it may be errors, ttft, tpot")]
    [InlineData("anomaly(latency.tfft)", 1, 9, "'latency.tfft' is no series that is watched; it may be latency.ttft, ")]
    [InlineData("shift(latency.ttft.p42)", 1, 7, "'latency.ttft.p42' is no series that is watched")]
    [InlineData("drift(scores)", 1, 7, "'scores' is no signal that drift is looked for in; it may be score, rating, length, length.prompt")]
    [InlineData("failing() for 5m and silent()", 1, 18, "'and' stands where the end has to stand: 'for' and its time come last")]
    [InlineData("any answer: safety < 0.9", 1, 5, "'answer' stands where 'request' has to stand")]
    [InlineData("errors.ratio over 2h > 1%", 1, 19, "'2h' is no window; it may be 1m to 60m in whole minutes")]
    [InlineData("failing() silent()", 1, 11, "'silent' stands where 'and', 'or', 'for' or the end may stand")]
    [InlineData("", 1, 1, "the end stands where a condition has to stand")]
    public void Error_says_where_and_what_may_stand_there(string text, int line, int column, string message)
    {
        var error = ExpressionParser.Parse(text).Error;

        Assert.NotNull(error);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_length_are_bounded()
    {
        var deep = new string('(', 40) + "failing()" + new string(')', 40);
        Assert.Contains("nested deeper than 16", ExpressionParser.Parse(deep).Error!.Message, StringComparison.Ordinal);
        var wide = string.Join(" or ", Enumerable.Repeat("failing()", 33));
        Assert.Contains("more than 32 conditions", ExpressionParser.Parse(wide).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("at most 2000", ExpressionParser.Parse(new string(' ', 2001)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_an_expression_or_an_error_inside_it()
    {
        string[] parts = ["and", "or", "not", "(", ")", ",", ":", "any", "request", "for", "over", "2", "of", "5m", "5%", "<", ">=", "errors.ratio", "failing", "burn_rate", "ttft", "§", "\n", "."];
        var texts = Gen.ListOf(Gen.Elements(parts)).Select(words => string.Join(' ', words));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var parsed = ExpressionParser.Parse(text);
            Assert.True(parsed.Condition is null == parsed.Error is not null);
            Assert.True(parsed.Error is not { } e || (e.Line >= 1 && e.Line <= text.Split('\n').Length && e.Column >= 1 && e.Column <= text.Length + 1));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Built_in_rules_have_unique_names_and_only_those_on_several_signals_notify()
    {
        Assert.Equal(BuiltInRules.All.Count, BuiltInRules.All.Select(r => r.Name).Distinct().Count());
        Assert.Equal(
            ["complete-failure", "silence", "harmful-output", "burn-errors", "burn-ttft", "burn-tpot", "latency-shift", "errors-shift", "hallucination", "quality-fell", "judge-quarantined", "judge-changed", "drift", "composite"],
            BuiltInRules.All.Where(r => r.Notify).Select(r => r.Name));
        Assert.All(BuiltInRules.All, r => Assert.Equal(r.Levels.OrderBy(l => l.Priority), r.Levels));
    }

    [Fact]
    public void Every_signal_with_a_series_has_one_of_the_published_metrics() =>
        Assert.All(SignalCatalog.ByName.Values, s => Assert.True(s.Metric is { } metric ? Plimsoll.Components.Views.SeriesMetrics.All.Contains(metric) : IsFoundElsewhere(s), s.Name));

    private static bool IsFoundElsewhere(Signal signal) =>
        signal.Score is not null || signal.Budget is not null || signal.Name == SignalCatalog.GpuMemoryHoursLeft || signal.Name.StartsWith(SignalCatalog.GoldenPrefix, StringComparison.Ordinal);
}
