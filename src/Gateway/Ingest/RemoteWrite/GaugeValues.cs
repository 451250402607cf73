using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>What the gauges belong to: a copy's engine, or a GPU of it.</summary>
/// <param name="Gpu">Null for an engine.</param>
internal readonly record struct GaugeOwner(string Component, string? Copy, string? Gpu);

/// <summary>The gauges of one engine or GPU at one moment.</summary>
internal sealed class GaugeValues
{
    private readonly double?[] _values = new double?[Gauges.Count];

    public double? this[Gauge gauge]
    {
        get => _values[(int)gauge];
        set => _values[(int)gauge] = value;
    }

    /// <summary>Whether there is more than parts of the memory, which say nothing alone.</summary>
    public bool TellOfGpu =>
        (Utilization ?? this[Gauge.GpuMemoryUsedMiB] ?? MemoryTotal ?? this[Gauge.GpuTemperatureC] ?? this[Gauge.GpuPowerW]) is not null;

    private double? Utilization => this[Gauge.GpuUtilizationRatio] ?? this[Gauge.GpuEngineActiveRatio];

    /// <summary>Older exporters tell the parts only; what the driver keeps for itself is absent on the oldest.</summary>
    private double? MemoryTotal => this[Gauge.GpuMemoryTotalMiB]
        ?? (this[Gauge.GpuMemoryUsedMiB] + this[Gauge.GpuMemoryFreeMiB] + (this[Gauge.GpuMemoryReservedMiB] ?? 0));

    public EngineSample ToEngine(GaugeOwner owner, long atMs) => new()
    {
        Component = owner.Component,
        Copy = owner.Copy,
        TimestampMs = atMs,
        RequestsRunning = Whole(Gauge.RequestsRunning),
        RequestsWaiting = Whole(Gauge.RequestsWaiting),
        KvCacheUsageRatio = this[Gauge.KvCacheUsageRatio],
        Source = TelemetrySource.Scrape,
    };

    public GpuSample ToGpu(GaugeOwner owner, long atMs) => new()
    {
        Component = owner.Component,
        Copy = owner.Copy,
        Gpu = owner.Gpu ?? "",
        TimestampMs = atMs,
        UtilizationRatio = Utilization,
        MemoryUsedMiB = this[Gauge.GpuMemoryUsedMiB],
        MemoryTotalMiB = MemoryTotal,
        TemperatureC = this[Gauge.GpuTemperatureC],
        PowerW = this[Gauge.GpuPowerW],
        Source = TelemetrySource.Scrape,
    };

    /// <summary>A number of requests; what is out of range is left to the validator to name.</summary>
    private long? Whole(Gauge gauge) => this[gauge] is { } value ? (long)Math.Round(value) : null;
}
