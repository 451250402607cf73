using Plimsoll.Components.Reporting;

namespace Plimsoll.Components.Watching;

/// <summary>A one-minute series that detectors watch.</summary>
/// <param name="Name">As rules write it; a statistic such as <c>.p95</c> may follow there.</param>
/// <param name="Least">Smaller values count as this where logarithms are taken; in the metric's unit.</param>
internal sealed record WatchedSeries(string Name, SeriesMetric Metric, double Least)
{
    /// <summary>Under so many requests a minute's ratio or quantile is noise, and the minute is left out.</summary>
    public const long LeastRequests = 10;

    public static IReadOnlyList<WatchedSeries> All { get; } =
    [
        Of("latency.ttft", "ttft_ms.p95", 1), Of("latency.tpot", "tpot_ms.p95", 0.1), Of("latency.total", "total_latency_ms.p95", 1),
        Of("latency.queue", "queue_ms.p95", 1), Of("latency.prefill", "prefill_ms.p95", 1), Of("latency.decode", "decode_ms.p95", 1),
        Of("errors.ratio", "error_ratio", 0.02), Of("requests.rate", "requests_per_second", 0.1),
        Of("throughput.tokens", "output_tokens_per_second", 1), Of("tokens.input", "input_tokens.mean", 1),
        Of("tokens.output", "output_tokens.mean", 1), Of("cost.per_hour", "cost_per_hour", 0.01), Of("queue.waiting", "requests_waiting", 1),
        Of("kv_cache.usage", "kv_cache_usage_ratio", 0.01), Of("gpu.utilization", "gpu_utilization_ratio", 0.01),
        Of("gpu.memory", "gpu_memory_utilization_ratio", 0.01), Of("responses.refused", "refusal_ratio", 0.01),
        Of("responses.format_ok", "format_ok_ratio", 0.01), Of("feedback.rating", "mean_rating", 0.01),
    ];

    /// <summary>Null for a name that nobody watches.</summary>
    public static int? Find(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (name == All[i].Name || name.StartsWith(All[i].Name + ".", StringComparison.Ordinal))
                return i;
        }
        return null;
    }

    /// <summary>The value of one minute; null where nothing was measured or too little.</summary>
    public double? Value(StepFigures minute) =>
        Metric switch
        {
            { Measure: { } measure } => minute.Count(measure) >= LeastRequests,
            { Name: "error_ratio" or "refusal_ratio" or "format_ok_ratio" } => minute.Counters.Requests >= LeastRequests,
            _ => true,
        }
            ? Metric.Evaluate(minute) : null;

    private static WatchedSeries Of(string name, string metric, double least) =>
        new(name, SeriesMetric.Parse(metric) ?? throw new InvalidOperationException($"No metric {metric}"), least);
}
