using Plimsoll.Aggregation;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Series;

/// <summary>What the values of a metric are to a component. Latencies are seconds.</summary>
internal abstract record SeriesMeaning
{
    private SeriesMeaning() { }

    /// <summary>A counter that rises by one target.</summary>
    public sealed record Total(AggregateTarget Target, AggregateFamily Family) : SeriesMeaning;

    /// <summary>A counter of requests, each under the reason for which it ended.</summary>
    public sealed record Finished(string ReasonLabel, AggregateFamily Family) : SeriesMeaning;

    /// <summary>A histogram of one measure.</summary>
    public sealed record Distribution(Measure Measure, AggregateFamily Family) : SeriesMeaning;

    /// <summary>A histogram of the duration of requests, whose count is the requests: those with an error type failed.</summary>
    public sealed record Calls(AggregateFamily Family) : SeriesMeaning;

    /// <summary>A histogram of the tokens of requests, whose sum is the tokens: a label tells which.</summary>
    public sealed record TokenUsage(AggregateFamily Family) : SeriesMeaning;

    public sealed record Engine(EngineGauge Gauge) : SeriesMeaning;

    /// <param name="Factor">From the metric's unit to the row's.</param>
    public sealed record Gpu(GpuGauge Gauge, double Factor = 1) : SeriesMeaning;

    /// <summary>Known, and of no use to a component beside others.</summary>
    public sealed record Nothing : SeriesMeaning;
}

/// <summary>Fields of <see cref="EngineSample"/>.</summary>
internal enum EngineGauge
{
    Running,
    Waiting,
    KvCacheUsageRatio,
}

/// <summary>Fields of <see cref="GpuSample"/>, and what its memory is reckoned from (MiB).</summary>
internal enum GpuGauge
{
    UtilizationRatio,

    /// <summary>Stands in for <see cref="UtilizationRatio"/> where that is not told, as of parts of a GPU.</summary>
    EngineActiveRatio,
    MemoryUsed,
    MemoryFree,
    MemoryReserved,
    MemoryTotal,
    Temperature,
    Power,
}
