using Plimsoll.Telemetry;

namespace Plimsoll.Aggregation;

/// <summary>When a GPU counts as used.</summary>
internal static class GpuWork
{
    private const double LeastUtilization = 0.01;
    private const double LeastMemory = 0.05;

    public static bool HoldsWork(GpuSample sample) =>
        sample.UtilizationRatio >= LeastUtilization || MemoryRatio(sample) >= LeastMemory;

    /// <summary>Used ÷ total, 0–1; null when either is unknown.</summary>
    public static double? MemoryRatio(GpuSample sample) =>
        sample.MemoryTotalMiB > 0 ? sample.MemoryUsedMiB / sample.MemoryTotalMiB : null;
}
