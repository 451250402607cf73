using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Demo;

/// <summary>What GPUs and serving engines report in one minute: each copy twice.</summary>
internal sealed class DemoHardware(ulong seed, DemoModel model, long minute)
{
    private const int EveryMs = 30_000;

    private readonly SeededRandom _random = SeededRandom.For(seed, 7, (ulong)model.Index, (ulong)minute);
    private readonly DemoConditions _now = DemoConditions.At(seed, model, minute);

    public IEnumerable<DemoEvent> Make()
    {
        for (var at = minute * 60_000; at < (minute + 1) * 60_000; at += EveryMs)
        {
            for (var copy = 0; copy < DemoModel.Copies; copy++)
            {
                yield return new(at, Gpu(copy, at));
                yield return new(at, Engine(copy, at));
            }
        }
    }

    private GpuSample Gpu(int copy, long at)
    {
        var busy = copy < _now.BusyCopies;
        var utilization = busy ? Math.Clamp(BusyShare * _random.Between(0.93, 1.06), 0, 1) : 0;
        return new GpuSample
        {
            Component = model.Name,
            Endpoint = DemoModel.Endpoint,
            Copy = $"copy-{copy}",
            Gpu = $"node-{model.Index}/{copy}",
            TimestampMs = at,
            UtilizationRatio = utilization,
            MemoryUsedMiB = model.GpuMemoryMiB * (busy ? 0.86 + (0.09 * _now.KvCacheUsageRatio) : 0.01),
            MemoryTotalMiB = model.GpuMemoryMiB,
            MemoryReservedMiB = busy ? model.GpuMemoryMiB * 0.9 : null,
            MemoryAllocatedMiB = busy ? model.GpuMemoryMiB * 0.9 * (1 - _random.Between(0.02, 0.05) - (0.06 * _now.KvCacheUsageRatio)) : null,
            TemperatureC = Math.Round(36 + (42 * utilization) + (2 * _random.NextDouble()), 1),
            PowerW = Math.Round(model.GpuWatts * (0.15 + (0.8 * utilization)), 1),
        };
    }

    private EngineSample Engine(int copy, long at)
    {
        var busy = copy < _now.BusyCopies;
        var share = busy ? 1.0 / _now.BusyCopies : 0;
        return new EngineSample
        {
            Component = model.Name,
            Copy = $"copy-{copy}",
            TimestampMs = at,
            RequestsRunning = _random.Poisson(Running * share),
            RequestsWaiting = _random.Poisson(_now.Waiting * share),
            KvCacheUsageRatio = busy ? _now.KvCacheUsageRatio : 0,
        };
    }

    /// <summary>Load of a copy that takes traffic, 0–1.</summary>
    private double BusyShare => Math.Min(1, 0.08 + (0.9 * _now.Utilization * DemoModel.Copies / _now.BusyCopies));

    /// <summary>Little's law: requests at work are arrivals times their mean time.</summary>
    private double Running =>
        _now.RequestsPerSecond * (model.OverheadMs + (model.MedianInputTokens * model.PrefillMsPerToken) + (model.MedianOutputTokens * model.TpotMs * _now.Slowdown)) / 1000;
}
