using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Reporting;

/// <summary>GPUs and engines as they stand: the last reading of each within three minutes.</summary>
internal static class GaugeReport
{
    /// <summary>Null when no GPU reports.</summary>
    public static GpuView? Gpu(ComponentData data, long nowMs)
    {
        var gpus = GpuReadings.Fresh(data, nowMs);
        if (gpus.Count == 0)
            return null;
        var used = gpus.Count(g => GpuWork.HoldsWork(g.Value));
        return new(
            used,
            Free(data.Settings.ReservedGpus, used, gpus.Count - used),
            gpus.Average(g => g.Value.UtilizationRatio),
            gpus.Average(g => GpuWork.MemoryRatio(g.Value)),
            gpus.Max(g => g.Value.TemperatureC),
            gpus.Any(g => g.Value.PowerW is not null) ? gpus.Sum(g => g.Value.PowerW) : null,
            [.. gpus.Select(g => new GpuReading(
                g.Key, g.Value.Copy, g.Value.UtilizationRatio, g.Value.MemoryUsedMiB, g.Value.MemoryTotalMiB,
                g.Value.TemperatureC, g.Value.PowerW, Clock.Time(g.AtMs), g.Value.MemoryFragmentationRatio))],
            gpus.Average(g => g.Value.MemoryFragmentationRatio));
    }

    /// <summary>Copies whose engine reports; null for none.</summary>
    public static int? Copies(ComponentData data, long nowMs) => Engines(data, nowMs) is { Count: > 0 } copies ? copies.Count : null;

    /// <summary>Null when no copy reports; running and waiting are sums over copies.</summary>
    public static EngineView? Engine(ComponentData data, long nowMs)
    {
        var copies = Engines(data, nowMs);
        if (copies.Count == 0)
            return null;
        return new(
            copies.Any(c => c.Value.RequestsRunning is not null) ? copies.Sum(c => c.Value.RequestsRunning) : null,
            copies.Any(c => c.Value.RequestsWaiting is not null) ? copies.Sum(c => c.Value.RequestsWaiting) : null,
            copies.Average(c => c.Value.KvCacheUsageRatio),
            Clock.Time(copies.Max(c => c.AtMs)));
    }

    private static List<ReadingTable<EngineSample>.Reading> Engines(ComponentData data, long nowMs) =>
        data.Counting(Groups.Engine, nowMs - GpuReadings.FreshMs, nowMs + 1)?.Engines.Since(nowMs - GpuReadings.FreshMs).ToList() ?? [];

    private static int? Free(int? reserved, int used, int idle)
    {
        if (reserved is { } known)
            return Math.Max(known - used, 0);
        return idle > 0 ? idle : null;
    }
}
