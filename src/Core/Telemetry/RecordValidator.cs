using Plimsoll.Telemetry.Validation;

namespace Plimsoll.Telemetry;

/// <summary>
/// The rules a row must meet before it is journalled (<see cref="TelemetryLimits"/>). Null is a good row; every
/// rejection names the field and the value. Its code is one of <c>missing</c>, <c>too_long</c>, <c>too_many</c>,
/// <c>bad_text</c>, <c>bad_id</c>, <c>bad_timestamp</c>, <c>bad_buckets</c>, <c>not_finite</c>, <c>out_of_range</c>, <c>clock_skew</c>
/// and <c>no_measurement</c>. A timestamp in the future is no reason to reject: it is clamped where the row is applied.
/// </summary>
public static class RecordValidator
{
    /// <summary>
    /// Normalises in place what is harmless: drops empty texts and ids of zeros, lowers the case of ids, and
    /// derives TPOT = (total − TTFT) / (output tokens − 1) where it is absent and there are two tokens or more.
    /// </summary>
    public static Rejection? Validate(InferenceRecord record)
    {
        InferenceNormaliser.DropEmpty(record);
        var rejection = InferenceRules.Apply(record);
        if (rejection is null)
            InferenceNormaliser.Derive(record);
        return rejection;
    }

    public static Rejection? Validate(GpuSample sample) =>
        Check.Required(sample.Component, "component")
        ?? Check.Required(sample.Gpu, "gpu")
        ?? Check.Timestamp(sample.TimestampMs)
        ?? Check.Text(sample.Endpoint, "endpoint")
        ?? Check.Text(sample.Copy, "copy")
        ?? Check.Ratio(sample.UtilizationRatio, "utilization_ratio")
        ?? Check.Range(sample.MemoryUsedMiB, "memory_used_mib", 0, TelemetryLimits.GpuMemoryMiB)
        ?? Check.Range(sample.MemoryTotalMiB, "memory_total_mib", 0, TelemetryLimits.GpuMemoryMiB)
        ?? Check.Range(sample.TemperatureC, "temperature_c", TelemetryLimits.GpuColdestC, TelemetryLimits.GpuHottestC)
        ?? Check.Range(sample.PowerW, "power_w", 0, TelemetryLimits.GpuPowerW)
        ?? Check.Range(sample.MemoryReservedMiB, "memory_reserved_mib", 0, TelemetryLimits.GpuMemoryMiB)
        ?? Check.Range(sample.MemoryAllocatedMiB, "memory_allocated_mib", 0, TelemetryLimits.GpuMemoryMiB)
        ?? Check.NotAbove(sample.MemoryUsedMiB, "memory_used_mib", sample.MemoryTotalMiB, "memory_total_mib")
        ?? Check.NotAbove(sample.MemoryAllocatedMiB, "memory_allocated_mib", sample.MemoryReservedMiB, "memory_reserved_mib")
        ?? Check.Measured(
            (sample.UtilizationRatio ?? sample.MemoryUsedMiB ?? sample.MemoryTotalMiB ?? sample.TemperatureC ?? sample.PowerW
                ?? sample.MemoryReservedMiB) is not null,
            "utilization_ratio, memory_used_mib, memory_total_mib, temperature_c, power_w or memory_reserved_mib");

    public static Rejection? Validate(EngineSample sample) =>
        Check.Required(sample.Component, "component")
        ?? Check.Timestamp(sample.TimestampMs)
        ?? Check.Text(sample.Copy, "copy")
        ?? Check.Count(sample.RequestsRunning, "requests_running")
        ?? Check.Count(sample.RequestsWaiting, "requests_waiting")
        ?? Check.Ratio(sample.KvCacheUsageRatio, "kv_cache_usage_ratio")
        ?? Check.Measured(
            (sample.RequestsRunning ?? sample.RequestsWaiting) is not null || sample.KvCacheUsageRatio is not null,
            "requests_running, requests_waiting or kv_cache_usage_ratio");

    public static Rejection? Validate(HostSample sample) => HostRules.Apply(sample);

    public static Rejection? Validate(Feedback feedback) =>
        Check.Required(feedback.Component, "component")
        ?? Check.Timestamp(feedback.TimestampMs)
        ?? Check.Text(feedback.RequestId, "request_id")
        ?? Check.Text(feedback.ModelVersion, "model_version")
        ?? Check.Range(feedback.Rating, "rating", 1, 5)
        ?? Check.Measured(
            feedback.Rating is not null || feedback.ThumbsUp is not null
            || feedback.Regenerated || feedback.Accepted || feedback.Reported,
            "rating, thumbs_up, regenerated, accepted or reported");

    public static Rejection? Validate(Outcome outcome) =>
        Check.Required(outcome.Component, "component")
        ?? Check.Timestamp(outcome.TimestampMs)
        ?? Check.Text(outcome.RequestId, "request_id")
        ?? Check.Text(outcome.Task, "task")
        ?? Check.Text(outcome.ModelVersion, "model_version");

    public static Rejection? Validate(ScoreSample score) =>
        Check.Required(score.Component, "component")
        ?? Check.Timestamp(score.TimestampMs)
        ?? Check.Text(score.RequestId, "request_id")
        ?? InferenceRules.Hex(score.TraceId, "trace_id", 32)
        ?? InferenceRules.Hex(score.SpanId, "span_id", 16)
        ?? Check.Required(score.Name, "name", TelemetryLimits.NameChars)
        ?? Check.Range(score.Value, "value", -TelemetryLimits.Score, TelemetryLimits.Score)
        ?? Check.Required(score.Source, "source", TelemetryLimits.NameChars);

    public static Rejection? Validate(AggregateSample sample) => AggregateRules.Apply(sample);
}
