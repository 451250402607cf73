using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>A metric of <see cref="SeriesMetrics"/>: a scalar by its name, or a statistic of a distribution.</summary>
internal sealed record SeriesMetric(string Name, Measure? Measure = null, Statistic Statistic = default)
{
    /// <summary>Null for an unknown name.</summary>
    public static SeriesMetric? Parse(string name)
    {
        if (SeriesMetrics.Scalars.Contains(name))
            return new(name);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var measure = dot < 0 ? -1 : SeriesMetrics.Distributions.ToList().IndexOf(name[..dot]);
        if (measure < 0 || !SeriesMetrics.Statistics.Contains(name[(dot + 1)..]))
            return null;
        return new(name, (Measure)measure, Enum.Parse<Statistic>(name[(dot + 1)..], ignoreCase: true));
    }

    /// <summary>Parts of a window that the value is made of.</summary>
    public Groups Groups => Name switch
    {
        "requests_running" or "requests_waiting" or "kv_cache_usage_ratio" => Groups.Engine,
        "gpu_utilization_ratio" or "gpu_memory_utilization_ratio" or "gpu_memory_fragmentation_ratio" or "gpus_used" => Groups.Gpu,
        "host_memory_utilization_ratio" or "host_memory_used_mib" or "model_load_ms" or
        "disk_read_mib_per_s" or "disk_write_mib_per_s" or "network_receive_mib_per_s" or "network_transmit_mib_per_s" => Groups.Hosts,
        "mean_rating" or "task_success_ratio" => Groups.Own,
        "cost_per_hour" => Groups.Requests | Groups.Own,
        "prompt_diversity_ratio" or "response_uniqueness_ratio" => Groups.Users,
        _ => Groups.Requests,
    };

    /// <summary>Whether a value of several minutes needs their windows: it does not follow from the minutes' values.</summary>
    public bool NeedsWindows => Measure is not null || Groups.HasFlag(Groups.Users);

    /// <summary>The metric's value for one step; null where nothing was measured.</summary>
    public double? Evaluate(StepFigures step)
    {
        if (Measure is { } measure)
            return step.Statistic(measure, Statistic);
        ref readonly var counters = ref step.Counters;
        return Name switch
        {
            "requests" => step.Known(counters.Requests),
            "errors" => step.Known(counters.Errors),
            "requests_per_second" => step.Known(counters.Requests / step.Seconds),
            "error_ratio" => counters.Requests == 0 ? null : (double)counters.Errors / counters.Requests,
            "input_tokens_total" => step.Known(counters.InputTokens),
            "output_tokens_total" => step.Known(counters.OutputTokens),
            "output_tokens_per_second" => step.Known(counters.OutputTokens / step.Seconds),
            "token_weighted_latency_ms" => counters.TokenWeightedLatencyMs,
            "cost_per_hour" => step.CostPerHour,
            "capacity_used_ratio" => step.CapacityUsedRatio,
            "mean_rating" => step.Feedback?.MeanRating,
            "task_success_ratio" => step.Feedback?.TaskSuccessRatio,
            "prompt_diversity_ratio" => step.Prompts.Ratio,
            "response_uniqueness_ratio" => step.Responses.Ratio,
            "refusal_ratio" => step.Finishes.RefusalRatio(step.Content),
            "content_filter_ratio" => step.Finishes.FilteredRatio,
            "format_ok_ratio" => step.Content?.FormatOkRatio,
            _ => Gauge(step),
        };
    }

    private double? Gauge(StepFigures step) => Name switch
    {
        "requests_running" => step.Engine?.Running,
        "requests_waiting" => step.Engine?.Waiting,
        "kv_cache_usage_ratio" => step.Engine?.KvCacheUsageRatio,
        "gpu_utilization_ratio" => step.Gpu?.UtilizationRatio,
        "gpu_memory_utilization_ratio" => step.Gpu?.MemoryRatio,
        "gpu_memory_fragmentation_ratio" => step.Gpu?.FragmentationRatio,
        "gpus_used" => step.Gpu?.Used,
        _ => HostGauge(step),
    };

    private double? HostGauge(StepFigures step) => Name switch
    {
        "host_memory_utilization_ratio" => step.Hosts?.MemoryRatio,
        "host_memory_used_mib" => step.Hosts?.MemoryUsedMiB,
        "disk_read_mib_per_s" => step.Hosts?.DiskReadMiBPerS,
        "disk_write_mib_per_s" => step.Hosts?.DiskWriteMiBPerS,
        "network_receive_mib_per_s" => step.Hosts?.NetworkReceiveMiBPerS,
        "network_transmit_mib_per_s" => step.Hosts?.NetworkTransmitMiBPerS,
        "model_load_ms" => step.Hosts?.ModelLoads is { } loads ? Statistics.Value(loads, Aggregation.Measure.Total, History.Statistic.Mean) : null,
        _ => throw new InvalidOperationException($"No rule for metric {Name}"),
    };
}
