using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>The GPUs that report now: the last reading of each within three minutes, of the source that counts.</summary>
internal static class GpuReadings
{
    public const long FreshMs = 3 * Clock.MinuteMs;

    public static IReadOnlyList<ReadingTable<GpuSample>.Reading> Fresh(ComponentData data, long nowMs) =>
        data.Counting(Groups.Gpu, nowMs - FreshMs, nowMs + 1)?.Gpus.Since(nowMs - FreshMs).ToList() ?? [];

    public static int Used(ComponentData data, long nowMs) => Fresh(data, nowMs).Count(r => GpuWork.HoldsWork(r.Value));
}
