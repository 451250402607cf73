using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using static Plimsoll.Gateway.Query.OpenApi.RequestField;

namespace Plimsoll.Gateway.Query.OpenApi;

/// <summary>What the ingest endpoints take, field by field.</summary>
internal static class RequestBodies
{
    public static readonly IReadOnlyList<RequestBody> All =
    [
        new("records", "Inference records",
        [
            .. Identity("End of the request"),
            Text("request_id", "Key of deduplication, at most 256 characters.", "req-1"),
            Text("trace_id", "32 hexadecimal digits.", "0af7651916cd43dd8448eb211c80319c"),
            Text("span_id", "16 hexadecimal digits.", "b7ad6b7169203331"),
            Text("endpoint", "Where the component is deployed.", "eu-1"),
            Text("tenant", "Who asked.", "retail"),
            Text("model", "Name of the model.", "gpt-oss-20b"),
            Text("model_version", "Version that answered.", "2026-11"),
            Text("prompt_version", "Version of the prompt template.", "v8"),
            Text("variant", "Arm of an experiment.", "control"),
            Text("copy", "Copy of the model that answered.", "copy-0"),
            new("labels", JsonSchemaType.Object, "Further labels, text by text.", new JsonObject { ["team"] = "search" }),
            Count("input_tokens", "Prompt tokens.", 512),
            Count("output_tokens", "Generated tokens.", 128),
            Count("cached_input_tokens", "Prompt tokens that a cache answered.", 256),
            List("output_token_ids", "Ids of the generated tokens.", JsonSchemaType.Integer, new JsonArray(11, 12)),
            Number("ttft_ms", "Time to first token.", 180.5),
            Number("tpot_ms", "Time per output token after the first; derived where it is absent.", 14.2),
            Number("total_latency_ms", "Time from arrival to the last token.", 2000),
            Number("queue_ms", "Part of it spent waiting.", 12),
            Number("prefill_ms", "Part of it spent on the prompt.", 140),
            Number("decode_ms", "Part of it spent on generation.", 1800),
            Objects("stages", "Further named parts of the time.", new JsonArray(new JsonObject { ["name"] = "retrieval", ["ms"] = 35 }),
                ("name", JsonSchemaType.String), ("ms", JsonSchemaType.Number)),
            Text("finish_reason", "Why generation ended.", "stop"),
            Text("error_type", "Set exactly when the request failed.", "timeout"),
            Text("user_id", "Kept as a keyed hash only.", "u-17"),
            Text("session_id", "Kept as a keyed hash only.", "s-4"),
            Text("prompt_class", "Kind of task.", "chat"),
            Text("prompt", "Kept as a length and a keyed hash; redacted for a sample (quality.sample_rate).", "How do I reset my router?"),
            List("context", "Retrieved passages; kept redacted for a sample only.", JsonSchemaType.String, new JsonArray("Hold the button for ten seconds.")),
            Text("response", "Kept as a length and a keyed hash, redacted for a sample; looked at for a refusal and, under the label expected_format: json, for being JSON.", "Hold the button for ten seconds."),
            Flag("refused", "Whether the response declines the task; found in the response where it is absent."),
            Flag("format_ok", "Whether the response has the form that was asked for; found under the label expected_format: json where it is absent."),
            Objects("scores", "Scores of the client's own.", new JsonArray(new JsonObject { ["name"] = "helpfulness", ["value"] = 0.8, ["source"] = "app" }),
                ("name", JsonSchemaType.String), ("value", JsonSchemaType.Number), ("source", JsonSchemaType.String)),
            List("safety_flags", "What a safety filter of the client's own found; absent or empty when it found nothing. Any flag raises the alert harmful-output as suspected.", JsonSchemaType.String, new JsonArray("violence")),
            List("embedding", "Embedding of the response.", JsonSchemaType.Number, new JsonArray(0.25, -0.5)),
        ]),
        new("gpu", "GPU readings",
        [
            .. Identity("When it was read"),
            Text("gpu", "The GPU within the component.", "node-1/0", required: true),
            Text("endpoint", "Where the component is deployed.", "eu-1"),
            Text("copy", "Copy of the model that it serves.", "copy-0"),
            Number("utilization_ratio", "Compute utilization, 0 to 1.", 0.7),
            Number("memory_used_mib", "Memory in use.", 40_000),
            Number("memory_total_mib", "Memory that the GPU has.", 81_920),
            Number("memory_reserved_mib", "What the engine's allocator has taken.", 41_000),
            Number("memory_allocated_mib", "What of it holds data; the rest is fragmentation.", 38_000),
            Number("temperature_c", "Degrees Celsius.", 66),
            Number("power_w", "Watts.", 310),
        ]),
        new("engine", "Gauges of serving engines",
        [
            .. Identity("When it was read"),
            Text("copy", "Copy of the model.", "copy-0"),
            Count("requests_running", "Requests at work.", 7),
            Count("requests_waiting", "Requests that wait.", 2),
            Number("kv_cache_usage_ratio", "KV cache in use, 0 to 1.", 0.4),
        ]),
        new("hosts", "Readings of hosts, and loadings of models",
        [
            .. Identity("When it was read"),
            Text("host", "The host within the component.", "node-1", required: true),
            Text("copy", "Copy of the model that was loaded.", "copy-0"),
            Number("memory_used_mib", "Memory in use.", 120_000),
            Number("memory_total_mib", "Memory that the host has.", 262_144),
            Number("disk_read_mib_per_s", "Read from disks, MiB/s since the reading before.", 3.5),
            Number("disk_write_mib_per_s", "Written to disks, MiB/s.", 12),
            Number("network_receive_mib_per_s", "Received, MiB/s.", 4),
            Number("network_transmit_mib_per_s", "Sent, MiB/s.", 6),
            Number("model_load_ms", "How long a model took to load; send it once for each loading.", 41_000),
        ]),
        new("feedback", "What users said or did about answers",
        [
            .. Identity("When it was given"),
            Text("request_id", "The request that it is about.", "req-1"),
            Text("model_version", "Version that answered.", "2026-11"),
            Text("user_id", "Kept as a keyed hash only.", "u-17"),
            Number("rating", "1 to 5.", 4),
            Flag("thumbs_up", "Liked or disliked."),
            Flag("regenerated", "The user asked for another answer."),
            Flag("accepted", "The user copied or otherwise accepted the answer."),
            Flag("reported", "The user reported the answer."),
        ]),
        new("outcomes", "Whether tasks succeeded",
        [
            .. Identity("When it was known"),
            Flag("success", "Whether the task succeeded.", required: true),
            Text("request_id", "The request that served the task.", "req-1"),
            Text("task", "Kind of task.", "chat"),
            Text("model_version", "Version that answered.", "2026-11"),
        ]),
    ];

    private static RequestField[] Identity(string when) =>
    [
        Text("component", "The inference component.", "chat", required: true),
        Text("timestamp", $"{when}: RFC 3339, or Unix milliseconds as a number.", "2026-11-20T12:00:00Z", required: true),
    ];
}

/// <param name="Name">Last part of the path.</param>
internal sealed record RequestBody(string Name, string Summary, IReadOnlyList<RequestField> Fields)
{
    public OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = Fields.Where(f => f.Required).Select(f => f.Name).ToHashSet(),
        Properties = Fields.ToDictionary(f => f.Name, IOpenApiSchema (f) => f.Schema()),
    };

    /// <summary>A row with every field.</summary>
    public JsonObject Example() => new(Fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Name, f.Example.DeepClone())));
}
