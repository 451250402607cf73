namespace Plimsoll.Gateway.Demo;

/// <summary>How a model of the demo fares in one minute; requests and hardware readings follow from it.</summary>
internal sealed record DemoConditions
{
    public required double RequestsPerSecond { get; init; }

    /// <summary>Load over capacity, 0–1.</summary>
    public required double Utilization { get; init; }

    /// <summary>Copies that take traffic; the rest idle.</summary>
    public required int BusyCopies { get; init; }

    public required double Waiting { get; init; }
    public required double MeanQueueMs { get; init; }

    /// <summary>Factor on prefill and decode times.</summary>
    public required double Slowdown { get; init; }

    public required double ErrorRatio { get; init; }
    public required double KvCacheUsageRatio { get; init; }
    public DemoIncident? Incident { get; init; }

    public static DemoConditions At(ulong seed, DemoModel model, long minute)
    {
        var incident = DemoIncident.At(seed, model, minute);
        var noise = SeededRandom.For(seed, 3, (ulong)model.Index, (ulong)minute);
        var asked = model.PeakRequestsPerSecond * DemoSeason.At(minute) * noise.Between(0.92, 1.08)
            * (incident?.Kind == DemoIncidentKind.QueueBuildUp ? 1.6 : 1);
        var saturated = incident?.Kind is DemoIncidentKind.GpuSaturation or DemoIncidentKind.QueueBuildUp;
        var load = Math.Min(1, saturated ? noise.Between(0.96, 1) : asked / model.Capacity);
        var waiting = incident?.Kind == DemoIncidentKind.QueueBuildUp ? Math.Min(4.0 * incident.Age(minute), 60) : 0.6 * load * load * load;
        return new DemoConditions
        {
            RequestsPerSecond = asked,
            Utilization = load,
            BusyCopies = Math.Clamp((int)Math.Ceiling(load * DemoModel.Copies * 1.15), 2, DemoModel.Copies),
            Waiting = waiting,
            MeanQueueMs = 4 + (waiting / model.Capacity * 1000),
            Slowdown = (1 + (0.6 * load * load)) * (incident?.Kind switch
            {
                DemoIncidentKind.LatencyStep => 1.9,
                DemoIncidentKind.GpuSaturation => 1.4,
                _ => 1,
            }),
            ErrorRatio = incident?.Kind switch
            {
                DemoIncidentKind.ErrorBurst => 0.25,
                DemoIncidentKind.GpuSaturation => 0.03,
                _ => 0.004,
            },
            KvCacheUsageRatio = saturated ? noise.Between(0.93, 0.99) : Math.Clamp((0.12 + (0.6 * load)) * noise.Between(0.95, 1.05), 0, 1),
            Incident = incident,
        };
    }
}
