using Plimsoll.Aggregation;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.AggregatedSeries;

/// <summary>Points of made-up series.</summary>
internal static class Series
{
    public static readonly double[] Bounds = [0, 0.25, 0.5, 1, 2];

    public static AggregateSample Counter(AggregateTarget target, long atMs, long value, long? startMs = null, ulong series = 1, bool cumulative = true) => new()
    {
        Component = Feed.Name,
        TimestampMs = atMs,
        Source = TelemetrySource.Scrape,
        Series = series,
        Cumulative = cumulative,
        StartMs = startMs,
        Target = target,
        Value = value,
    };

    public static AggregateSample Histogram(long atMs, AggregateDistribution distribution, long? startMs = null, ulong series = 2, bool cumulative = true) =>
        Counter(AggregateTarget.Distribution, atMs, 0, startMs, series, cumulative) with { Measure = Measure.Total, Distribution = distribution };

    public static AggregateDistribution Explicit(double sum, params long[] counts) => new() { Bounds = Bounds, Counts = counts, Sum = sum };

    public static AggregateDistribution Exponential(int scale, int offset, double sum, params long[] counts) =>
        new() { Scale = scale, Offset = offset, Counts = counts, Sum = sum };
}
