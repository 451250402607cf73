namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Gauges of engines and GPUs, in the units of their samples.</summary>
internal enum Gauge
{
    RequestsRunning,
    RequestsWaiting,
    KvCacheUsageRatio,

    GpuUtilizationRatio,

    /// <summary>Stands in for <see cref="GpuUtilizationRatio"/> where that is not exported, as on MIG.</summary>
    GpuEngineActiveRatio,
    GpuMemoryUsedMiB,
    GpuMemoryFreeMiB,
    GpuMemoryReservedMiB,
    GpuMemoryTotalMiB,
    GpuTemperatureC,
    GpuPowerW,
}

/// <summary>Names of gauges on the wire.</summary>
internal static class Gauges
{
    public static readonly int Count = Enum.GetValues<Gauge>().Length;

    private const double FromPercent = 0.01;

    private static readonly Dictionary<string, (Gauge Gauge, double Factor)> s_byName = new(StringComparer.Ordinal)
    {
        ["vllm:num_requests_running"] = (Gauge.RequestsRunning, 1),
        ["vllm:num_requests_waiting"] = (Gauge.RequestsWaiting, 1),
        ["vllm:kv_cache_usage_perc"] = (Gauge.KvCacheUsageRatio, 1),
        ["vllm:gpu_cache_usage_perc"] = (Gauge.KvCacheUsageRatio, 1),
        ["sglang:num_running_reqs"] = (Gauge.RequestsRunning, 1),
        ["sglang:num_queue_reqs"] = (Gauge.RequestsWaiting, 1),
        ["sglang:token_usage"] = (Gauge.KvCacheUsageRatio, 1),
        ["DCGM_FI_DEV_GPU_UTIL"] = (Gauge.GpuUtilizationRatio, FromPercent),
        ["DCGM_FI_PROF_GR_ENGINE_ACTIVE"] = (Gauge.GpuEngineActiveRatio, 1),
        ["DCGM_FI_DEV_FB_USED"] = (Gauge.GpuMemoryUsedMiB, 1),
        ["DCGM_FI_DEV_FB_FREE"] = (Gauge.GpuMemoryFreeMiB, 1),
        ["DCGM_FI_DEV_FB_RESERVED"] = (Gauge.GpuMemoryReservedMiB, 1),
        ["DCGM_FI_DEV_FB_TOTAL"] = (Gauge.GpuMemoryTotalMiB, 1),
        ["DCGM_FI_DEV_GPU_TEMP"] = (Gauge.GpuTemperatureC, 1),
        ["DCGM_FI_DEV_POWER_USAGE"] = (Gauge.GpuPowerW, 1),
    };

    public static bool IsOfGpu(this Gauge gauge) => gauge >= Gauge.GpuUtilizationRatio;

    /// <summary>False when no gauge has the name.</summary>
    public static bool TryFind(string name, out Gauge gauge, out double factor)
    {
        var found = s_byName.TryGetValue(name, out var known);
        (gauge, factor) = known;
        return found;
    }
}
