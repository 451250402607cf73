using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Series;

/// <summary>What gauges belong to: a copy's engine, or a GPU of it.</summary>
/// <param name="Gpu">Null for an engine.</param>
internal readonly record struct GaugeOwner(string Component, string? Copy, string? Gpu);

/// <summary>The gauges of one engine or GPU at one moment, by the number of its <see cref="EngineGauge"/> or <see cref="GpuGauge"/>.</summary>
internal sealed class GaugeValues
{
    public static readonly int Count = Math.Max(Enum.GetValues<EngineGauge>().Length, Enum.GetValues<GpuGauge>().Length);

    private readonly double?[] _values = new double?[Count];

    public double? this[int gauge]
    {
        get => _values[gauge];
        set => _values[gauge] = value;
    }

    /// <summary>Whether there is more than parts of the memory, which say nothing alone.</summary>
    public bool TellOfGpu => (Utilization ?? this[GpuGauge.MemoryUsed] ?? MemoryTotal ?? this[GpuGauge.Temperature] ?? this[GpuGauge.Power]) is not null;

    private double? Utilization => this[GpuGauge.UtilizationRatio] ?? this[GpuGauge.EngineActiveRatio];

    /// <summary>Older exporters tell the parts only; what the driver keeps for itself is absent on the oldest.</summary>
    private double? MemoryTotal => this[GpuGauge.MemoryTotal] ?? (this[GpuGauge.MemoryUsed] + this[GpuGauge.MemoryFree] + (this[GpuGauge.MemoryReserved] ?? 0));

    private double? this[GpuGauge gauge] => _values[(int)gauge];

    public EngineSample ToEngine(GaugeOwner owner, long atMs, TelemetrySource source) => new()
    {
        Component = owner.Component,
        Copy = owner.Copy,
        TimestampMs = atMs,
        RequestsRunning = Whole(EngineGauge.Running),
        RequestsWaiting = Whole(EngineGauge.Waiting),
        KvCacheUsageRatio = this[(int)EngineGauge.KvCacheUsageRatio],
        Source = source,
    };

    public GpuSample ToGpu(GaugeOwner owner, long atMs, TelemetrySource source) => new()
    {
        Component = owner.Component,
        Copy = owner.Copy,
        Gpu = owner.Gpu ?? "",
        TimestampMs = atMs,
        UtilizationRatio = Utilization,
        MemoryUsedMiB = this[GpuGauge.MemoryUsed],
        MemoryTotalMiB = MemoryTotal,
        TemperatureC = this[GpuGauge.Temperature],
        PowerW = this[GpuGauge.Power],
        Source = source,
    };

    /// <summary>A gauge below 0 or beyond all bounds is for the validator to refuse.</summary>
    private long? Whole(EngineGauge gauge) =>
        this[(int)gauge] is { } value ? (long)Math.Round(Math.Clamp(double.IsNaN(value) ? -1 : value, -1, long.MaxValue / 2)) : null;
}
