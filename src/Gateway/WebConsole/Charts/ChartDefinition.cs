namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>One chart of a component's page.</summary>
/// <param name="Id">Stands in addresses and element ids.</param>
/// <param name="WhenEmpty">What to send so that it has data.</param>
/// <param name="WholeRatio">The axis is always 0–100%.</param>
public sealed record ChartDefinition(
    string Id, string Title, ChartUnit Unit, string WhenEmpty, IReadOnlyList<ChartLineDefinition> Lines, bool WholeRatio = false)
{
    public static readonly IReadOnlyList<ChartDefinition> All =
    [
        new("requests", "Requests", ChartUnit.RequestsPerSecond, "any record", [new("requests_per_second", "Requests")]),
        new("errors", "Errors", ChartUnit.Ratio, "any record", [new("error_ratio", "Failed requests")]),
        Latency("ttft", "Time to first token", "ttft_ms"),
        Latency("tpot", "Time per output token", "tpot_ms"),
        Latency("total", "Total latency", "total_latency_ms"),
        new("tokens", "Output tokens", ChartUnit.TokensPerSecond, "output_tokens", [new("output_tokens_per_second", "Output tokens")]),
        new("load", "Requests in the engine", ChartUnit.Requests, "engine samples (requests_running, requests_waiting)",
            [new("requests_running", "Running"), new("requests_waiting", "Waiting")]),
        Latency("queue", "Time in the queue", "queue_ms"),
        new("kv", "KV cache in use", ChartUnit.Ratio, "engine samples (kv_cache_usage_ratio)", [new("kv_cache_usage_ratio", "KV cache")], WholeRatio: true),
        new("gpu", "GPU", ChartUnit.Ratio, "GPU samples",
            [new("gpu_utilization_ratio", "Compute"), new("gpu_memory_utilization_ratio", "Memory")], WholeRatio: true),
        new("fragmentation", "GPU memory fragmentation", ChartUnit.Ratio, "GPU samples (memory_reserved_mib, memory_allocated_mib)",
            [new("gpu_memory_fragmentation_ratio", "Reserved without data")]),
        new("memory", "Host memory in use", ChartUnit.Ratio, "host samples (memory_used_mib, memory_total_mib)", [new("host_memory_utilization_ratio", "Memory")], WholeRatio: true),
        new("disk", "Disk", ChartUnit.MebibytesPerSecond, "host samples (disk_read_mib_per_s, disk_write_mib_per_s)",
            [new("disk_read_mib_per_s", "Read"), new("disk_write_mib_per_s", "Written")]),
        new("network", "Network", ChartUnit.MebibytesPerSecond, "host samples (network_receive_mib_per_s, network_transmit_mib_per_s)",
            [new("network_receive_mib_per_s", "Received"), new("network_transmit_mib_per_s", "Sent")]),
        new("capacity", "Capacity in use", ChartUnit.Ratio, "a capacity in the configuration", [new("capacity_used_ratio", "Capacity")]),
        new("cost", "Cost", ChartUnit.DollarsPerHour, "prices in the configuration", [new("cost_per_hour", "Cost")]),
        new("input", "Input tokens per request", ChartUnit.Tokens, "input_tokens", [new("input_tokens.p50", "p50"), new("input_tokens.p95", "p95")]),
        new("output", "Output tokens per request", ChartUnit.Tokens, "output_tokens", [new("output_tokens.p50", "p50"), new("output_tokens.p95", "p95")]),
        new("length", "Length of texts", ChartUnit.Characters, "prompt, response", [new("prompt_chars.p50", "Prompt p50"), new("response_chars.p50", "Response p50")]),
        new("variety", "Different texts in five minutes", ChartUnit.Ratio, "prompt, response",
            [new("prompt_diversity_ratio", "Prompts"), new("response_uniqueness_ratio", "Responses")], WholeRatio: true),
        new("refusals", "Refusals", ChartUnit.Ratio, "response or refused, finish_reason",
            [new("refusal_ratio", "Refused"), new("content_filter_ratio", "Stopped by a filter")]),
        new("format", "In the expected form", ChartUnit.Ratio, "format_ok, or response under the label expected_format: json",
            [new("format_ok_ratio", "In form")], WholeRatio: true),
        new("rating", "Mean rating", ChartUnit.Rating, "feedback with a rating", [new("mean_rating", "Rating")]),
        new("success", "Task success", ChartUnit.Ratio, "outcomes", [new("task_success_ratio", "Successful tasks")], WholeRatio: true),
    ];

    public static ChartDefinition? Find(string? id) => All.FirstOrDefault(c => c.Id == id);

    private static ChartDefinition Latency(string id, string title, string measure) => new(
        id, title, ChartUnit.Milliseconds, measure,
        [new($"{measure}.p50", "p50"), new($"{measure}.p95", "p95"), new($"{measure}.p99", "p99")]);
}

/// <param name="Metric">A name of <see cref="Plimsoll.Components.Views.SeriesMetrics.All"/>.</param>
public sealed record ChartLineDefinition(string Metric, string Label);
