using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Series;

/// <summary>
/// Puts gauges that come one by one together into readings of an engine or a GPU: those of one time and one thing
/// are one row. Reused; not thread-safe.
/// </summary>
internal sealed class GaugeRows(TelemetrySource source)
{
    private readonly Dictionary<(string Component, string? Copy, long AtMs), EngineSample> _engines = [];
    private readonly Dictionary<(string Component, string Gpu, long AtMs), GpuReading> _gpus = [];

    public void Add(string component, string? copy, long atMs, EngineGauge gauge, double value)
    {
        var key = (component, copy, atMs);
        var row = _engines.GetValueOrDefault(key) ?? new() { Component = component, Copy = copy, TimestampMs = atMs, Source = source };
        _engines[key] = gauge switch
        {
            EngineGauge.Running => row with { RequestsRunning = Whole(value) },
            EngineGauge.Waiting => row with { RequestsWaiting = Whole(value) },
            _ => row with { KvCacheUsageRatio = value },
        };
    }

    public void Add(string component, string? copy, string gpu, long atMs, GpuGauge gauge, double value)
    {
        var key = (component, gpu, atMs);
        var row = _gpus.GetValueOrDefault(key)
            ?? new(new() { Component = component, Copy = copy, Gpu = gpu, TimestampMs = atMs, Source = source });
        _gpus[key] = gauge switch
        {
            GpuGauge.UtilizationRatio => row with { Sample = row.Sample with { UtilizationRatio = value } },
            GpuGauge.MemoryUsed => row with { Sample = row.Sample with { MemoryUsedMiB = value } },
            GpuGauge.MemoryFree => row with { FreeMiB = value },
            GpuGauge.MemoryReserved => row with { ReservedMiB = value },
            GpuGauge.Temperature => row with { Sample = row.Sample with { TemperatureC = value } },
            _ => row with { Sample = row.Sample with { PowerW = value } },
        };
    }

    /// <summary>Hands over the rows, and begins anew.</summary>
    public void Flush(RowSink sink, IngestReport report)
    {
        foreach (var engine in _engines.Values)
            report.Add(sink.Add(engine));
        foreach (var gpu in _gpus.Values)
            report.Add(sink.Add(gpu.ToSample()));
        Clear();
    }

    public void Clear()
    {
        _engines.Clear();
        _gpus.Clear();
    }

    /// <summary>A gauge below 0 or beyond all bounds is for the validator to refuse.</summary>
    private static long Whole(double value) => (long)Math.Round(Math.Clamp(double.IsNaN(value) ? -1 : value, -1, long.MaxValue / 2));

    private sealed record GpuReading(GpuSample Sample, double? FreeMiB = null, double ReservedMiB = 0)
    {
        /// <summary>The exporter tells the memory's size only by its parts.</summary>
        public GpuSample ToSample() => Sample with { MemoryTotalMiB = Sample.MemoryUsedMiB + FreeMiB + ReservedMiB };
    }
}
