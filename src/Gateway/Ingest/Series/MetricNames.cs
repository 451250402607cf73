using System.Collections.Frozen;
using Plimsoll.Aggregation;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Series;

/// <summary>
/// Metrics by name: the serving engines vLLM and SGLang, OpenTelemetry's GenAI conventions as they are and as they
/// were, and the DCGM exporter. Names come with dots, colons or underscores and with or without the suffixes of
/// Prometheus, depending on what carried them here.
/// </summary>
internal static class MetricNames
{
    private static readonly FrozenDictionary<string, SeriesMeaning> s_meanings =
        Engines("vllm").Concat(Engines("sglang")).Concat(OpenTelemetry()).Concat(Dcgm()).ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="name">Without <c>_bucket</c>, <c>_sum</c> and <c>_count</c> of a Prometheus histogram.</param>
    /// <returns>Null when the metric is not known.</returns>
    public static SeriesMeaning? Find(string name)
    {
        var plain = name.Replace('.', '_').Replace(':', '_');
        return s_meanings.GetValueOrDefault(WithoutSuffix(plain, "_total")) ?? s_meanings.GetValueOrDefault(WithoutSuffix(plain, "_seconds"));
    }

    /// <summary>Whether only Prometheus would write the name so: such series do not tell when they began.</summary>
    public static bool IsFromPrometheus(string name) => !name.Contains('.');

    private static string WithoutSuffix(string name, string suffix) => name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;

    private static IEnumerable<KeyValuePair<string, SeriesMeaning>> Engines(string engine) =>
        new (string Name, SeriesMeaning Meaning)[]
        {
            ("num_requests_running", new SeriesMeaning.Engine(EngineGauge.Running)),
            ("num_running_reqs", new SeriesMeaning.Engine(EngineGauge.Running)),
            ("num_requests_waiting", new SeriesMeaning.Engine(EngineGauge.Waiting)),
            ("num_queue_reqs", new SeriesMeaning.Engine(EngineGauge.Waiting)),
            ("kv_cache_usage_perc", new SeriesMeaning.Engine(EngineGauge.KvCacheUsageRatio)),
            ("gpu_cache_usage_perc", new SeriesMeaning.Engine(EngineGauge.KvCacheUsageRatio)),
            ("token_usage", new SeriesMeaning.Engine(EngineGauge.KvCacheUsageRatio)),
            ("prompt_tokens", Total(AggregateTarget.InputTokens)),
            ("generation_tokens", Total(AggregateTarget.OutputTokens)),
            ("prefix_cache_hits", Total(AggregateTarget.CachedInputTokens)),
            ("cached_tokens", Total(AggregateTarget.CachedInputTokens)),
            ("num_requests", Total(AggregateTarget.Requests)),
            ("request_success", new SeriesMeaning.Finished("finished_reason", AggregateFamily.Engine)),
            ("time_to_first_token", Of(Measure.Ttft)),
            ("e2e_request_latency", Of(Measure.Total)),
            ("request_queue_time", Of(Measure.Queue)),
            ("queue_time", Of(Measure.Queue)),
            ("request_prefill_time", Of(Measure.Prefill)),
            ("request_decode_time", Of(Measure.Decode)),
            ("request_time_per_output_token", Of(Measure.Tpot)),
            ("inter_token_latency", Of(Measure.Tpot, AggregateFamily.TokenWeighted)),
            ("time_per_output_token", Of(Measure.Tpot, AggregateFamily.TokenWeighted)),
            ("request_prompt_tokens", Of(Measure.InputTokens)),
            ("request_generation_tokens", Of(Measure.OutputTokens)),
        }.Select(m => KeyValuePair.Create($"{engine}_{m.Name}", m.Meaning));

    private static IEnumerable<KeyValuePair<string, SeriesMeaning>> OpenTelemetry() =>
        new (string Name, SeriesMeaning Meaning)[]
        {
            ("server_request_duration", new SeriesMeaning.Calls(AggregateFamily.Server)),
            ("server_time_to_first_token", Of(Measure.Ttft, AggregateFamily.Server)),
            ("server_time_per_output_token", Of(Measure.Tpot, AggregateFamily.Server)),
            ("client_inference_duration", new SeriesMeaning.Calls(AggregateFamily.Client)),
            ("client_inference_time_to_first_chunk", Of(Measure.Ttft, AggregateFamily.Client)),
            ("client_inference_time_per_output_chunk", Of(Measure.Tpot, AggregateFamily.Client)),
            ("client_inference_operation_input_tokens", Of(Measure.InputTokens, AggregateFamily.Client)),
            ("client_inference_operation_output_tokens", Of(Measure.OutputTokens, AggregateFamily.Client)),
            ("client_inference_usage_input_tokens", Total(AggregateTarget.InputTokens, AggregateFamily.Client)),
            ("client_inference_usage_output_tokens", Total(AggregateTarget.OutputTokens, AggregateFamily.Client)),
            ("client_inference_usage_cache_read_input_tokens", Total(AggregateTarget.CachedInputTokens, AggregateFamily.Client)),
            ("client_inference_usage_cache_write_input_tokens", new SeriesMeaning.Nothing()),
            ("client_inference_usage_reasoning_output_tokens", new SeriesMeaning.Nothing()),
            ("client_operation_duration", new SeriesMeaning.Calls(AggregateFamily.OldClient)),
            ("client_operation_time_to_first_chunk", Of(Measure.Ttft, AggregateFamily.OldClient)),
            ("client_operation_time_per_output_chunk", Of(Measure.Tpot, AggregateFamily.OldClient)),
            ("client_token_usage", new SeriesMeaning.TokenUsage(AggregateFamily.OldClient)),
        }.Select(m => KeyValuePair.Create($"gen_ai_{m.Name}", m.Meaning));

    private static IEnumerable<KeyValuePair<string, SeriesMeaning>> Dcgm() =>
        new (string Name, SeriesMeaning Meaning)[]
        {
            ("DEV_GPU_UTIL", new SeriesMeaning.Gpu(GpuGauge.UtilizationRatio, 0.01)),
            ("PROF_GR_ENGINE_ACTIVE", new SeriesMeaning.Gpu(GpuGauge.EngineActiveRatio)),
            ("DEV_FB_USED", new SeriesMeaning.Gpu(GpuGauge.MemoryUsed)),
            ("DEV_FB_FREE", new SeriesMeaning.Gpu(GpuGauge.MemoryFree)),
            ("DEV_FB_RESERVED", new SeriesMeaning.Gpu(GpuGauge.MemoryReserved)),
            ("DEV_FB_TOTAL", new SeriesMeaning.Gpu(GpuGauge.MemoryTotal)),
            ("DEV_GPU_TEMP", new SeriesMeaning.Gpu(GpuGauge.Temperature)),
            ("DEV_POWER_USAGE", new SeriesMeaning.Gpu(GpuGauge.Power)),
        }.Select(m => KeyValuePair.Create($"DCGM_FI_{m.Name}", m.Meaning));

    private static SeriesMeaning.Total Total(AggregateTarget target, AggregateFamily family = AggregateFamily.Engine) => new(target, family);

    private static SeriesMeaning.Distribution Of(Measure measure, AggregateFamily family = AggregateFamily.Engine) => new(measure, family);
}
