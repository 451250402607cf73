using Plimsoll.Alerting.Objectives;
using Plimsoll.Components.Views;

namespace Plimsoll.Alerting.Signals;

/// <summary>The signals that have a name of their own; mean scores of judges are <c>quality.DIMENSION</c> beside them.</summary>
public static class SignalCatalog
{
    /// <summary>What the last runs of golden sets found: the lowest of the component's sets.</summary>
    public const string GoldenPrefix = "golden.";

    public const string GoldenScore = GoldenPrefix + "score";
    public const string GoldenPassed = GoldenPrefix + "passed";
    public const string GoldenConsistency = GoldenPrefix + "consistency";

    /// <summary>Until the memory of the GPUs is full at the slope of the last hour.</summary>
    public const string GpuMemoryHoursLeft = "gpu.memory_hours_left";

    private const int MostHints = 12;

    private static readonly (string Name, string Metric)[] s_latencies =
    [
        ("ttft", "ttft_ms"), ("tpot", "tpot_ms"), ("total", "total_latency_ms"),
        ("queue", "queue_ms"), ("prefill", "prefill_ms"), ("decode", "decode_ms"),
    ];

    private static readonly (string Name, string Metric)[] s_sizes =
        [("tokens.input", "input_tokens"), ("tokens.output", "output_tokens")];

    private static readonly Signal[] s_single =
    [
        new("requests.rate", SignalUnit.Number, "requests_per_second"),
        new("errors.ratio", SignalUnit.Ratio, "error_ratio"),
        new("throughput.tokens", SignalUnit.Number, "output_tokens_per_second"),
        new("throughput.capacity", SignalUnit.Ratio, "capacity_used_ratio"),
        new("queue.running", SignalUnit.Number, "requests_running"),
        new("queue.waiting", SignalUnit.Number, "requests_waiting"),
        new("kv_cache.usage", SignalUnit.Ratio, "kv_cache_usage_ratio"),
        new("gpu.utilization", SignalUnit.Ratio, "gpu_utilization_ratio"),
        new("gpu.memory", SignalUnit.Ratio, "gpu_memory_utilization_ratio"),
        new(GpuMemoryHoursLeft, SignalUnit.Number, null),
        new("budget.errors.hours_left", SignalUnit.Number, null) { Budget = Objective.Errors },
        new("budget.ttft.hours_left", SignalUnit.Number, null) { Budget = Objective.Ttft },
        new("budget.tpot.hours_left", SignalUnit.Number, null) { Budget = Objective.Tpot },
        new("host.memory", SignalUnit.Ratio, "host_memory_utilization_ratio"),
        new("cost.per_hour", SignalUnit.Number, "cost_per_hour"),
        new("feedback.rating", SignalUnit.Number, "mean_rating"),
        new("tasks.success", SignalUnit.Ratio, "task_success_ratio"),
        new("responses.refused", SignalUnit.Ratio, "refusal_ratio"),
        new("responses.filtered", SignalUnit.Ratio, "content_filter_ratio"),
        new("responses.format_ok", SignalUnit.Ratio, "format_ok_ratio"),
        new("responses.uniqueness", SignalUnit.Ratio, "response_uniqueness_ratio"),
        new("prompts.diversity", SignalUnit.Ratio, "prompt_diversity_ratio"),
        new("hallucination.ratio", SignalUnit.Ratio, null, "faithfulness", Complement: true),
        new(GoldenScore, SignalUnit.Ratio, null),
        new(GoldenPassed, SignalUnit.Ratio, null),
        new(GoldenConsistency, SignalUnit.Ratio, null),
        new("toxicity.level", SignalUnit.Ratio, null, "toxicity", Complement: true),
    ];

    public static IReadOnlyDictionary<string, Signal> ByName { get; } = All().ToDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>What a name that is no signal may have meant, for an error's text.</summary>
    public static string Hint(string name)
    {
        var family = name.Split('.')[0];
        var near = ByName.Keys.Where(k => k.StartsWith(family + ".", StringComparison.Ordinal)).ToList();
        if (near.Count == 0)
            near = [.. ByName.Keys.Select(k => k.Split('.')[0]).Append("quality").Distinct().Order(StringComparer.Ordinal)];
        return $"{(near.Count > MostHints ? "for example" : "it may be")} {string.Join(", ", near.Take(MostHints))}";
    }

    private static IEnumerable<Signal> All()
    {
        foreach (var statistic in SeriesMetrics.Statistics)
        {
            foreach (var (name, metric) in s_latencies)
                yield return new($"latency.{name}.{statistic}", SignalUnit.Duration, $"{metric}.{statistic}");
            foreach (var (name, metric) in s_sizes)
                yield return new($"{name}.{statistic}", SignalUnit.Number, $"{metric}.{statistic}");
        }
        foreach (var signal in s_single)
            yield return signal;
    }
}
