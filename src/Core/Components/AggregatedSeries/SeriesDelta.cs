using Plimsoll.Aggregation;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.AggregatedSeries;

/// <summary>By how much a series rose.</summary>
/// <param name="Value">Requests or tokens.</param>
/// <param name="Distribution">The change of a distribution; null for a counter.</param>
/// <param name="SumUnits">Its sum in whole units: nanoseconds or tokens.</param>
internal readonly record struct SeriesDelta(long Value, AggregateDistribution? Distribution, UInt128 SumUnits)
{
    public bool IsZero => Value == 0 && Distribution is not { Count: > 0 };

    /// <summary>All that a point says.</summary>
    public static SeriesDelta Whole(AggregateSample sample) =>
        new(sample.Value, sample.Distribution, SumUnitsOf(sample.Distribution, sample.Measure));

    /// <summary>What a cumulative point has more than the one before; null when it has less of anything, or other buckets.</summary>
    public static SeriesDelta? Between(SeriesPoint before, AggregateSample now)
    {
        if (now.Distribution is null != before.Distribution is null)
            return null;
        if (now.Distribution is null || before.Distribution is null)
            return now.Value < before.Value ? null : new(now.Value - before.Value, null, 0);
        var sum = SumUnitsOf(now.Distribution, now.Measure);
        var sumBefore = SumUnitsOf(before.Distribution, now.Measure);
        return sum < sumBefore || DistributionDelta.Between(before.Distribution, now.Distribution) is not { } change
            ? null
            : new(0, change with { Sum = (double)(sum - sumBefore) / now.Measure.UnitsPerValue() }, sum - sumBefore);
    }

    /// <summary>Whole units telescope: the changes of a series add up to its last point, whatever points come between.</summary>
    private static UInt128 SumUnitsOf(AggregateDistribution? distribution, Measure measure) =>
        distribution is null ? 0 : (UInt128)Math.Round(distribution.Sum * measure.UnitsPerValue());
}
