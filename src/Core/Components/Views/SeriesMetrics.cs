namespace Plimsoll.Components.Views;

/// <summary>The metrics that have a series.</summary>
public static class SeriesMetrics
{
    /// <summary>Measures whose distribution is kept; each has the suffixes of <see cref="Statistics"/>.</summary>
    public static readonly IReadOnlyList<string> Distributions =
        ["ttft_ms", "tpot_ms", "total_latency_ms", "queue_ms", "prefill_ms", "decode_ms", "input_tokens", "output_tokens", "prompt_chars", "response_chars"];

    public static readonly IReadOnlyList<string> Statistics = ["mean", "p50", "p90", "p95", "p99"];

    public static readonly IReadOnlyList<string> Scalars =
    [
        "requests", "errors", "requests_per_second", "error_ratio", "input_tokens_total", "output_tokens_total",
        "output_tokens_per_second", "token_weighted_latency_ms", "requests_running", "requests_waiting",
        "kv_cache_usage_ratio", "gpu_utilization_ratio", "gpu_memory_utilization_ratio", "gpus_used",
        "cost_per_hour", "capacity_used_ratio", "mean_rating", "task_success_ratio",
        "gpu_memory_fragmentation_ratio", "host_memory_utilization_ratio", "host_memory_used_mib", "disk_read_mib_per_s",
        "disk_write_mib_per_s", "network_receive_mib_per_s", "network_transmit_mib_per_s", "model_load_ms",
        "prompt_diversity_ratio", "response_uniqueness_ratio", "refusal_ratio", "content_filter_ratio", "format_ok_ratio",
    ];

    public static readonly IReadOnlyList<string> All =
        [.. Scalars, .. Distributions.SelectMany(d => Statistics.Select(s => $"{d}.{s}"))];
}
