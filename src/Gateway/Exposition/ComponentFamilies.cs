using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Exposition;

/// <summary>The metric families of components. Names and labels are an interface: people alert on them.</summary>
internal static class ComponentFamilies
{
    /// <summary>Model version of each component; joins with the rest by <c>component</c>, so that a new version does not cut counters.</summary>
    public static readonly MetricFamily Info = new("plimsoll_component", MetricType.Info, "What each inference component runs.");

    public static readonly MetricFamily Errors = new("plimsoll_request_errors", MetricType.Counter, "Failed inference requests by error type.");

    public static readonly MetricFamily Gpus = new("plimsoll_gpus", MetricType.Gauge, "GPUs of the component that do work, and that are reserved or report but do none.");

    public static readonly MetricFamily Drift = new("plimsoll_drift_score", MetricType.Gauge, "Statistic of a test of the last hour against its seasonal baseline.");

    public static readonly MetricFamily Alerts = new("plimsoll_alerts", MetricType.Gauge, "Alerts that pend, fire or recover, by priority.");

    public static readonly MetricFamily Stages = new("plimsoll_stage_duration_seconds", MetricType.Histogram, "Duration of the stages of requests, the busiest of each component; begins anew every six hours.", "seconds");

    /// <summary>Families with one sample a component; null is left out.</summary>
    public static readonly IReadOnlyList<(MetricFamily Family, Func<ComponentMetrics, double?> Value)> Scalars =
    [
        (Counter("plimsoll_requests", "Finished inference requests, failed ones included."), m => m.Requests),
        (Counter("plimsoll_input_tokens", "Prompt tokens of finished requests.", "tokens"), m => m.InputTokens),
        (Counter("plimsoll_output_tokens", "Generated tokens of finished requests.", "tokens"), m => m.OutputTokens),
        (Counter("plimsoll_cost_dollars", "Cost from configured prices.", "dollars"), m => m is { CostDollars: 0, CostDollarsPerHour: null } ? null : m.CostDollars),
        (Counter("plimsoll_responses_screened", "Responses that were looked at for a refusal."), m => m.ResponsesScreened),
        (Counter("plimsoll_responses_refused", "Responses that declined in words."), m => m.ResponsesRefused),
        (Counter("plimsoll_responses_format_checked", "Responses of which a form was expected."), m => m.ResponsesFormatChecked),
        (Counter("plimsoll_responses_format_ok", "Responses in the form that was expected."), m => m.ResponsesFormatOk),
        (Counter("plimsoll_token_weighted_duration_seconds", "Duration times output tokens, of successful requests that have both; over plimsoll_token_weighted_tokens it is the token-weighted latency.", "seconds"), m => m.WeightedTokens == 0 ? null : m.WeightedDurationSeconds),
        (Counter("plimsoll_token_weighted_tokens", "Output tokens of successful requests that have a duration.", "tokens"), m => m.WeightedTokens == 0 ? null : m.WeightedTokens),
        (Gauge("plimsoll_prompt_diversity_ratio", "Different prompts among the prompts of the last hour, 0 to 1."), m => m.PromptDiversityRatio),
        (Gauge("plimsoll_response_uniqueness_ratio", "Different responses among the responses of the last hour, 0 to 1."), m => m.ResponseUniquenessRatio),
        (Gauge("plimsoll_gpu_utilization_ratio", "Mean compute utilization of the GPUs that reported within three minutes, 0 to 1."), m => m.GpuUtilizationRatio),
        (Gauge("plimsoll_gpu_memory_utilization_ratio", "GPU memory in use, 0 to 1."), m => m.GpuMemoryUtilizationRatio),
        (Gauge("plimsoll_gpu_memory_fragmentation_ratio", "GPU memory that the engine's allocator holds without data in it, mean over GPUs, 0 to 1."), m => m.GpuMemoryFragmentationRatio),
        (Gauge("plimsoll_host_memory_utilization_ratio", "Memory in use, mean over the hosts that reported within three minutes, 0 to 1."), m => m.HostMemoryUtilizationRatio),
        (Gauge("plimsoll_host_memory_used_bytes", "Memory in use, summed over hosts.", "bytes"), m => Bytes(m.HostMemoryUsedMib)),
        (Gauge("plimsoll_host_disk_read_bytes_per_second", "Read from disks, summed over hosts.", "bytes_per_second"), m => Bytes(m.DiskReadMibPerS)),
        (Gauge("plimsoll_host_disk_write_bytes_per_second", "Written to disks, summed over hosts.", "bytes_per_second"), m => Bytes(m.DiskWriteMibPerS)),
        (Gauge("plimsoll_host_network_receive_bytes_per_second", "Received, summed over hosts.", "bytes_per_second"), m => Bytes(m.NetworkReceiveMibPerS)),
        (Gauge("plimsoll_host_network_transmit_bytes_per_second", "Sent, summed over hosts.", "bytes_per_second"), m => Bytes(m.NetworkTransmitMibPerS)),
        (Gauge("plimsoll_copies", "Copies of the component whose serving engine reported within three minutes.", null), m => m.Copies),
        (Gauge("plimsoll_hosts", "Hosts of the component that reported within three minutes.", null), m => m.Hosts),
        (Gauge("plimsoll_requests_running", "Requests that the serving engine works on, summed over copies.", null), m => m.RequestsRunning),
        (Gauge("plimsoll_requests_waiting", "Requests that wait in the serving engine, summed over copies.", null), m => m.RequestsWaiting),
        (Gauge("plimsoll_kv_cache_usage_ratio", "KV cache in use, mean over copies, 0 to 1."), m => m.KvCacheUsageRatio),
        (Gauge("plimsoll_capacity_used_ratio", "Throughput over five minutes against the configured capacity, 1 for all of it."), m => m.CapacityUsedRatio),
        (Gauge("plimsoll_capacity_pressure_ratio", "How near the component is to needing another copy, 1 when its copies are just enough: for autoscalers."), m => m.CapacityPressureRatio),
        (Gauge("plimsoll_health_score", "The worst of: requests that succeed, judged composite and safety, 0.5 while a P1 fires and 0 while a P0 does.", null), m => m.HealthScore),
        (Counter("plimsoll_feedback_good", "Thumbs up and answers taken over."), m => m.FeedbackGood),
        (Counter("plimsoll_feedback_bad", "Thumbs down, answers asked for again and reports."), m => m.FeedbackBad),
        (Counter("plimsoll_outcomes", "Tasks of which the outcome was told."), m => m.Outcomes),
        (Counter("plimsoll_outcomes_successful", "Tasks that succeeded."), m => m.OutcomesSuccessful),
        (Gauge("plimsoll_cost_dollars_per_hour", "Cost at the present rate.", "dollars_per_hour"), m => m.CostDollarsPerHour),
    ];

    /// <summary>Latencies of successful requests, and tokens.</summary>
    public static readonly IReadOnlyList<(string Key, MetricFamily Family, ClassicBounds Bounds)> Histograms =
    [
        Histogram("ttft_seconds", "seconds", "Time to first token.", ClassicBounds.FirstToken),
        Histogram("tpot_seconds", "seconds", "Time per output token after the first, one observation a request.", ClassicBounds.PerToken),
        Histogram("request_duration_seconds", "seconds", "Time from arrival to the last token.", ClassicBounds.Duration),
        Histogram("request_input_tokens", "tokens", "Prompt tokens of a request.", ClassicBounds.Tokens),
        Histogram("request_output_tokens", "tokens", "Generated tokens of a request.", ClassicBounds.Tokens),
        Histogram("prompt_chars", "chars", "Characters (UTF-16 code units) of a prompt.", ClassicBounds.Tokens),
        Histogram("response_chars", "chars", "Characters (UTF-16 code units) of a response.", ClassicBounds.Tokens),
        Histogram("judge_duration_seconds", "seconds", "The judge's own time for a call.", ClassicBounds.Duration),
        Histogram("model_load_seconds", "seconds", "Time that a model took to load.", ClassicBounds.Duration),
    ];

    private static double? Bytes(double? mib) => mib * (1 << 20);

    private static MetricFamily Counter(string name, string help, string? unit = null) => new(name, MetricType.Counter, help, unit);

    private static MetricFamily Gauge(string name, string help, string? unit = "ratio") => new(name, MetricType.Gauge, help, unit);

    private static (string, MetricFamily, ClassicBounds) Histogram(string key, string unit, string help, ClassicBounds bounds) =>
        (key, new MetricFamily($"plimsoll_{key}", MetricType.Histogram, help, unit), bounds);
}
