using Plimsoll.Telemetry;
using static Plimsoll.SageMaker.SageMakerNames;

namespace Plimsoll.SageMaker;

/// <summary>GPUs of CloudWatch as readings: one for each accelerator where they are told apart, else one for each that is counted.</summary>
/// <param name="lastMinute">The last one that is over, since 1970.</param>
public sealed class GpuRows(PulledSeries series, SampleCounting counting, long lastMinute)
{
    private const long MinuteMs = 60_000;
    private const double Percent = 100;
    private const int MostGpus = 512;

    /// <summary>The newest reading of each GPU of a component.</summary>
    /// <param name="endpoint">Null: unknown.</param>
    /// <param name="instance">What the endpoint consists of; null: unknown.</param>
    public IEnumerable<GpuSample> Of(string component, string? endpoint, InstanceSettings? instance)
    {
        var accelerators = series.Accelerators(component, GpuUtilization).Where(a => a.Points.Count > 0).ToList();
        var readings = accelerators.Count > 0 ? accelerators.Select(a => OfAccelerator(a, component, instance)) : OfCount(component, instance);
        return readings.Select(r => r with { Endpoint = endpoint });
    }

    private GpuSample OfAccelerator(CloudSeries utilization, string component, InstanceSettings? instance)
    {
        var (metric, minute) = (utilization.Query.Metric, utilization.Points.Keys.Max());
        var gpu = metric[Instance] is { } host ? $"{host}/{Accelerator(metric)}" : Accelerator(metric)!;
        var memory = series.Accelerators(component, GpuMemory)
            .FirstOrDefault(m => m.Query.Metric[Instance] == metric[Instance] && Accelerator(m.Query.Metric) == Accelerator(metric));
        return Sample(component, gpu, minute, utilization.Points[minute], Known(memory?.Points, minute), instance) with { Copy = metric[Container] };
    }

    private IEnumerable<GpuSample> OfCount(string component, InstanceSettings? instance)
    {
        if (series.Newest(component, GpuUtilization, SampleCount) is not { } minute || series.Count(component, GpuUtilization, counting) is not { } count)
            return [];
        var utilization = series.At(component, GpuUtilization, Average, minute) ?? 0;
        var memory = series.At(component, GpuMemory, Average, minute);
        return Enumerable.Range(0, (int)Math.Min(MostGpus, Math.Round(count))).Select(i => Sample(component, $"gpu_{i}", minute, utilization, memory, instance));
    }

    private static double? Known(IReadOnlyDictionary<long, double>? points, long minute) => points is not null && points.TryGetValue(minute, out var value) ? value : null;

    private GpuSample Sample(string component, string gpu, long minute, double utilization, double? memory, InstanceSettings? instance) => new()
    {
        Component = component,
        Gpu = gpu,
        TimestampMs = (counting.HoldsThrough(minute, lastMinute) + 1) * MinuteMs - 1,
        UtilizationRatio = Math.Clamp(utilization / Percent, 0, 1),
        MemoryUsedMiB = memory is { } used && instance?.GpuMemoryMiB is { } total ? Math.Clamp(used / Percent, 0, 1) * total : null,
        MemoryTotalMiB = memory is null ? null : instance?.GpuMemoryMiB,
        Source = TelemetrySource.CloudWatch,
    };
}
