using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Bench.Simulation;

/// <summary>The rules that are compared, all on the same traffic.</summary>
internal static class RuleSets
{
    private const string Prometheus = "prometheus-";
    private const string Sample = "sample-";

    /// <summary>
    /// Threshold rules for vLLM as github.com/Shivakumar980/QLora-vLLM-EKS-Deployment-NVIDIA-GPUs, docs/METRICS_GUIDE.md, has
    /// them (HighFailureRate, HighLatency, NoRequests, LowThroughput), written in this project's language.
    /// </summary>
    private static readonly (string Name, string When)[] s_prometheus =
    [
        ("high-failure-rate", "errors.ratio over 5m > 5% for 2m"), ("high-latency", "latency.total.p95 over 5m > 10s for 5m"),
        ("no-requests", "requests.rate over 5m <= 0 for 10m"), ("low-throughput", "throughput.tokens over 5m < 10 for 5m"),
    ];

    /// <summary>The three rules of the AWS sample on judged scores, with its thresholds and times.</summary>
    private static readonly (string Name, string When)[] s_sample =
    [
        ("safety", "quality.safety < 0.8 for 5m"), ("relevance", "quality.relevance < 0.7 for 5m"), ("composite", "quality.composite < 0.75 for 5m"),
    ];

    /// <summary>The thresholds that this project has built in and that notify nobody unless they are switched on.</summary>
    private static readonly string[] s_thresholds = [.. BuiltInRules.All.Where(r => !r.Notify).Select(r => r.Name)];

    /// <summary>The first notification of each: what of a flagged request is known at once.</summary>
    private static readonly AlertRule s_flagged = Rule("flagged", "any request: safety < 0.9 for 0s") with { Family = AlertFamily.Safety, Notify = true };

    public static AlertSettings All { get; } = new(
        [.. BuiltInRules.All, s_flagged, .. s_prometheus.Select(r => Rule(Prometheus + r.Name, r.When)), .. s_sample.Select(r => Rule(Sample + r.Name, r.When))], Objective.Defaults);

    /// <summary>By name: whether a notice is a notification of the set.</summary>
    public static IReadOnlyList<(string Name, Func<AlertNotice, bool> Notifies)> Compared { get; } =
    [
        ("defaults P0+P1", n => IsDefault(n) && n.Priority <= AlertPriority.P1),
        ("defaults P0-P2", n => IsDefault(n) && n.Priority <= AlertPriority.P2),
        ("defaults P0-P3", IsDefault),
        ("built-in thresholds", n => n.Event == AlertEventKind.Firing && s_thresholds.Contains(n.Rule)),
        ("vLLM Prometheus rules", n => Fires(n, Prometheus)),
        ("AWS sample's rules", n => Fires(n, Sample)),
    ];

    private static bool IsDefault(AlertNotice notice) =>
        notice is { Notify: true, Mute: AlertMute.None, Event: AlertEventKind.Firing or AlertEventKind.Escalated };

    private static bool Fires(AlertNotice notice, string prefix) =>
        notice.Event == AlertEventKind.Firing && notice.Rule.StartsWith(prefix, StringComparison.Ordinal);

    private static AlertRule Rule(string name, string expression)
    {
        var parsed = ExpressionParser.Parse(expression);
        return new()
        {
            Name = name,
            Family = AlertFamily.Usage,
            Notify = false,
            Levels = [new(AlertPriority.P0, parsed.Condition!, new(parsed.For!.Value, TimeSpan.FromMinutes(15)))],
        };
    }
}
