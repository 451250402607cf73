using Plimsoll.Components.Views;

namespace Plimsoll.Publishing;

/// <summary>The metrics of Plimsoll's own namespace.</summary>
public static class PublishedMetrics
{
    /// <summary>Values of CloudWatch's datum that may differ.</summary>
    public const int MostValues = 150;

    public const string Requests = "requests";
    public const string Errors = "errors";
    public const string Cost = "cost_dollars";
    public const string HeuristicScores = "heuristic_scores";

    private const double MsPerSecond = 1_000;
    private const double Percent = 100;

    private static readonly (string Metric, string Source, double Factor, PointUnit Unit)[] s_distributions =
    [
        ("ttft_ms", "ttft_seconds", MsPerSecond, PointUnit.Milliseconds),
        ("tpot_ms", "tpot_seconds", MsPerSecond, PointUnit.Milliseconds),
        ("total_latency_ms", "request_duration_seconds", MsPerSecond, PointUnit.Milliseconds),
        ("input_tokens", "request_input_tokens", 1, PointUnit.Count),
        ("output_tokens", "request_output_tokens", 1, PointUnit.Count),
    ];

    private static readonly (string Metric, PointUnit Unit, Func<StandingView, double?> Value)[] s_standing =
    [
        ("gpus_used", PointUnit.Count, s => s.GpusUsed),
        ("gpus_free", PointUnit.Count, s => s.GpusFree),
        ("gpu_utilization_percent", PointUnit.Percent, s => s.GpuUtilizationRatio * Percent),
        ("gpu_memory_utilization_percent", PointUnit.Percent, s => s.GpuMemoryUtilizationRatio * Percent),
        ("requests_running", PointUnit.Count, s => s.RequestsRunning),
        ("requests_waiting", PointUnit.Count, s => s.RequestsWaiting),
        ("capacity_used_percent", PointUnit.Percent, s => s.CapacityUsedRatio * Percent),
        ("cost_dollars_per_hour", PointUnit.None, s => s.CostDollarsPerHour),
        ("alerts_firing", PointUnit.Count, s => s.Alerts.Count(Fires)),
        ("alerts_urgent", PointUnit.Count, s => s.Alerts.Count(a => Fires(a) && a.Priority <= Alerting.Rules.AlertPriority.P1)),
        ("drifting_signals", PointUnit.Count, s => s.DriftingSignals),
    ];

    /// <summary>Every name that the setting <c>metrics</c> may hold.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Requests, Errors, .. s_distributions.Select(d => d.Metric), Cost, .. s_standing.Select(s => s.Metric), HeuristicScores];

    /// <summary>Heuristic scores are no judgements, and are published only where somebody asks for them.</summary>
    public static IReadOnlyList<string> Default { get; } = [.. All.Where(m => m != HeuristicScores)];

    /// <param name="standing">Null for a minute that is long over.</param>
    public static IReadOnlyList<PublishedPoint> Of(MinuteView minute, StandingView? standing, IReadOnlySet<string> wanted) =>
        [.. Traffic(minute).Concat(Heuristic(minute, wanted)).Concat(Standing(standing)).Where(p => wanted.Contains(p.Metric) || IsHeuristic(p))];

    private static IEnumerable<PublishedPoint> Traffic(MinuteView minute)
    {
        if (minute.CostDollars is { } cost)
            yield return PublishedPoint.One(Cost, PointUnit.None, cost);
        if (minute.Requests == 0)
            yield break;
        yield return PublishedPoint.One(Requests, PointUnit.Count, minute.Requests);
        yield return PublishedPoint.One(Errors, PointUnit.Count, minute.Errors);
        foreach (var (metric, source, factor, unit) in s_distributions)
        {
            if (minute.Distributions?.GetValueOrDefault(source) is { Count: > 0 } histogram)
            {
                var (values, counts) = PointValues.Of(histogram, factor, MostValues);
                yield return new(metric, unit, values, counts);
            }
        }
        if (minute.Distributions is null)
        {
            yield return Mean("input_tokens", minute.InputTokens, minute.Requests);
            yield return Mean("output_tokens", minute.OutputTokens, minute.Requests);
        }
    }

    /// <summary>Where the distribution is gone, sum and count still hold.</summary>
    private static PublishedPoint Mean(string metric, long sum, long count) => new(metric, PointUnit.Count, [(double)sum / count], [count]);

    private static IEnumerable<PublishedPoint> Heuristic(MinuteView minute, IReadOnlySet<string> wanted)
    {
        if (minute.Scores is not { Heuristic: true } scores || !wanted.Contains(HeuristicScores))
            yield break;
        foreach (var (dimension, values) in scores.ByDimension)
        {
            var (different, counts) = PointValues.Of(values, MostValues);
            yield return new($"heuristic_{dimension}_score", PointUnit.None, different, counts);
        }
    }

    private static bool IsHeuristic(PublishedPoint point) => point.Metric.StartsWith("heuristic_", StringComparison.Ordinal);

    private static IEnumerable<PublishedPoint> Standing(StandingView? standing)
    {
        if (standing is null)
            yield break;
        foreach (var (metric, unit, value) in s_standing)
        {
            if (value(standing) is { } known)
                yield return PublishedPoint.One(metric, unit, known);
        }
    }

    private static bool Fires(AlertView alert) => alert is { State: Alerting.States.AlertState.Firing or Alerting.States.AlertState.Recovering, Inhibited: false };
}
