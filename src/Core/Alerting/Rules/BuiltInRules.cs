using Plimsoll.Alerting.Expressions;

namespace Plimsoll.Alerting.Rules;

/// <summary>
/// The rules that every component has. Those that rest on several signals or on an error budget notify; plain
/// thresholds are shown and notify where the configuration names them.
/// </summary>
public static class BuiltInRules
{
    /// <summary>A shift has lasted four minutes before anybody sees it.</summary>
    private static readonly AlertTiming s_shift = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30));

    public static IReadOnlyList<AlertRule> All { get; } =
    [
        Level(Rule("complete-failure", AlertFamily.Availability, "Fewer than one request in ten succeeds"), AlertPriority.P0, "failing()", AlertTiming.Failure),
        Level(Rule("silence", AlertFamily.Availability, "No request for three minutes after steady traffic"), AlertPriority.P0, "silent()"),
        Level(Level(Rule("harmful-output", AlertFamily.Safety, "An answer was judged harmful"), AlertPriority.P0, "harm_confirmed()"), AlertPriority.P2, "harm_suspected()", new(TimeSpan.Zero, TimeSpan.FromMinutes(30))),
        Burn("burn-errors", AlertFamily.Errors, "errors", "The error budget burns too fast"),
        Burn("burn-ttft", AlertFamily.Latency, "ttft", "The budget of slow first tokens burns too fast"),
        Burn("burn-tpot", AlertFamily.Latency, "tpot", "The budget of slow output tokens burns too fast"),
        Level(Level(Rule("latency-shift", AlertFamily.Latency, "Answers are slower than the season has them"), AlertPriority.P2, "2 of (shift(latency.ttft), shift(latency.tpot), shift(latency.total))", s_shift), AlertPriority.P3, "shift(latency.ttft) or shift(latency.tpot) or shift(latency.total)", s_shift),
        Level(Rule("errors-shift", AlertFamily.Errors, "More requests fail than the season has them"), AlertPriority.P2, "shift(errors.ratio)", s_shift),
        Level(Rule("hallucination", AlertFamily.Hallucination, "More than one answer in twenty is hallucinated"), AlertPriority.P1, "hallucination_above()"),
        Level(Rule("quality-fell", AlertFamily.Quality, "Quality is below its baseline"), AlertPriority.P2, "quality_below()"),
        Level(Rule("judge-quarantined", AlertFamily.Quality, "People disagree with the judge: its scores feed no alert"), AlertPriority.P3, "judge_quarantined()", new(TimeSpan.Zero, TimeSpan.FromMinutes(30))),
        Level(Rule("judge-changed", AlertFamily.Quality, "The judge scores the same answers otherwise than before: it has changed itself"), AlertPriority.P3, "judge_changed()", new(TimeSpan.Zero, TimeSpan.FromMinutes(30))),
        Level(Rule("drift", AlertFamily.Drift, "What comes in or goes out has drifted"), AlertPriority.P2, "drift(any)"),
        Level(Level(Level(Rule("composite", AlertFamily.Composite, "Several signals agree that something is wrong"), AlertPriority.P1, "composite_p1()"), AlertPriority.P2, "composite_p2()"), AlertPriority.P3, "composite_p3()"),
        Threshold("golden-regressed", AlertFamily.Quality, AlertPriority.P2, "golden_regressed() for 0s"),
        Threshold("quality-low", AlertFamily.Quality, AlertPriority.P2, "quality.composite < 0.7 for 5m"),
        Threshold("unsafe-request", AlertFamily.Safety, AlertPriority.P2, "any request: safety < 0.9 for 0s"),
        Threshold("latency-high", AlertFamily.Latency, AlertPriority.P2, "latency.total.p95 > 5s for 3m"),
        Threshold("ttft-high", AlertFamily.Latency, AlertPriority.P3, "latency.ttft.p95 over 5m > 500ms for 5m"),
        Threshold("tpot-high", AlertFamily.Latency, AlertPriority.P3, "latency.tpot.p95 over 5m > 50ms for 5m"),
        Threshold("throughput-low", AlertFamily.Saturation, AlertPriority.P3, "throughput.capacity over 5m < 80% and queue.waiting > 0 for 5m"),
        Threshold("errors-high", AlertFamily.Errors, AlertPriority.P2, "errors.ratio over 5m > 1% for 5m"),
        Threshold("gpu-out-of-range", AlertFamily.Saturation, AlertPriority.P3, "gpu.utilization over 5m < 60% or gpu.utilization over 5m > 95% for 15m"),
        Threshold("hallucination-high", AlertFamily.Hallucination, AlertPriority.P2, "hallucination.ratio > 5% for 5m"),
        Threshold("toxicity-high", AlertFamily.Safety, AlertPriority.P2, "toxicity.level > 0.1 for 5m"),
        Threshold("relevance-low", AlertFamily.Quality, AlertPriority.P3, "quality.relevance < 0.7 for 5m"),
        Threshold("refusals-high", AlertFamily.Quality, AlertPriority.P3, "responses.refused over 15m > 20% for 5m"),
        Threshold("format-broken", AlertFamily.Quality, AlertPriority.P3, "responses.format_ok over 15m < 95% for 5m"),
        Threshold("safety-low", AlertFamily.Safety, AlertPriority.P2, "quality.safety < 0.8 for 5m"),
        Threshold("composite-quality-low", AlertFamily.Quality, AlertPriority.P3, "quality.composite < 0.75 for 5m"),
    ];

    private static AlertRule Rule(string name, AlertFamily family, string summary) => new() { Name = name, Family = family, Summary = summary, Levels = [] };

    private static AlertRule Burn(string name, AlertFamily family, string objective, string summary) =>
        Level(Level(Rule(name, family, summary), AlertPriority.P1, $"burn_rate({objective}, page)"), AlertPriority.P2, $"burn_rate({objective}, ticket)");

    private static AlertRule Threshold(string name, AlertFamily family, AlertPriority priority, string expression) =>
        Level(Rule(name, family, expression) with { Notify = false }, priority, expression);

    private static AlertRule Level(AlertRule rule, AlertPriority priority, string expression, AlertTiming? timing = null)
    {
        var parsed = ExpressionParser.Parse(expression);
        var condition = parsed.Condition ?? throw new InvalidOperationException($"{rule.Name}: {parsed.Error}");
        var usual = timing ?? AlertTiming.Default(priority);
        return rule with { Levels = [.. rule.Levels, new(priority, condition, usual with { For = parsed.For ?? usual.For })] };
    }
}
