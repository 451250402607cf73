using Plimsoll.Telemetry;
using static Plimsoll.SageMaker.SageMakerNames;

namespace Plimsoll.SageMaker;

/// <summary>GPUs of CloudWatch as readings: one for each accelerator where they are told apart, else one for each that is counted.</summary>
public static class GpuRows
{
    private const long MinuteMs = 60_000;
    private const double Percent = 100;
    private const int MostGpus = 512;

    /// <summary>Readings of each accelerator's newest minute that are newer than <paramref name="after"/>.</summary>
    public static IEnumerable<GpuSample> Of(PulledSeries series, string component, string? endpoint, InstanceSettings? instance, TimeSpan publishPeriod, long after)
    {
        var accelerators = series.Accelerators(component, GpuUtilization).ToList();
        return accelerators.Count > 0
            ? accelerators.Select(a => OfAccelerator(series, a, component, endpoint, instance, after)).OfType<GpuSample>()
            : OfCount(series, component, endpoint, instance, publishPeriod, after);
    }

    private static GpuSample? OfAccelerator(PulledSeries series, CloudSeries utilization, string component, string? endpoint, InstanceSettings? instance, long after)
    {
        if (utilization.Points.Count == 0 || utilization.Points.Keys.Max() is var minute && minute <= after)
            return null;
        var metric = utilization.Query.Metric;
        var gpu = metric[Instance] is { } host ? $"{host}/{Accelerator(metric)}" : Accelerator(metric)!;
        var memory = series.Accelerators(component, GpuMemory)
            .FirstOrDefault(m => m.Query.Metric[Instance] == metric[Instance] && Accelerator(m.Query.Metric) == Accelerator(metric));
        return Sample(component, endpoint, gpu, metric["ContainerId"], minute, utilization.Points[minute], Known(memory?.Points, minute), instance);
    }

    private static IEnumerable<GpuSample> OfCount(PulledSeries series, string component, string? endpoint, InstanceSettings? instance, TimeSpan publishPeriod, long after)
    {
        if (series.Newest(component, GpuUtilization, SampleCount) is not { } minute || minute <= after)
            yield break;
        var samples = series.At(component, GpuUtilization, SampleCount, minute)!.Value;
        var gpus = (int)Math.Min(MostGpus, Math.Round(samples * publishPeriod.TotalSeconds / 60));
        var memory = series.At(component, GpuMemory, Average, minute);
        for (var i = 0; i < gpus; i++)
            yield return Sample(component, endpoint, $"gpu_{i}", null, minute, series.At(component, GpuUtilization, Average, minute) ?? 0, memory, instance);
    }

    private static double? Known(IReadOnlyDictionary<long, double>? points, long minute) => points is not null && points.TryGetValue(minute, out var value) ? value : null;

    private static GpuSample Sample(
        string component, string? endpoint, string gpu, string? copy, long minute, double utilization, double? memory, InstanceSettings? instance) => new()
        {
            Component = component,
            Endpoint = endpoint,
            Gpu = gpu,
            Copy = copy,
            TimestampMs = (minute + 1) * MinuteMs - 1,
            UtilizationRatio = Math.Clamp(utilization / Percent, 0, 1),
            MemoryUsedMiB = memory is { } used && instance?.GpuMemoryMiB is { } total ? Math.Clamp(used / Percent, 0, 1) * total : null,
            MemoryTotalMiB = memory is null ? null : instance?.GpuMemoryMiB,
            Source = TelemetrySource.CloudWatch,
        };
}
