using Plimsoll.Aggregation;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.AggregatedSeries;

/// <summary>
/// The sketch of a distribution that its sender aggregated. Exact for exponential buckets of scale 6 and finer;
/// for others the error of a quantile is that of <see cref="BucketSpread"/>. What is above the last bound stands at
/// the greatest value where it is known, else at that bound, and what is below the first bound begins at the least
/// value, else at 0. Count and sum are the sender's.
/// </summary>
internal static class DistributionSketch
{
    /// <summary>No latency in seconds and no number of tokens is beyond it.</summary>
    private const double Highest = 1L << 40;

    /// <param name="distribution">A change, not a cumulative point.</param>
    /// <param name="sumUnits">Its sum in whole units: nanoseconds or tokens.</param>
    public static ExponentialHistogram Make(AggregateDistribution distribution, UInt128 sumUnits)
    {
        var counts = distribution.Counts;
        var (first, last) = (0, counts.Count - 1);
        while (first <= last && counts[first] == 0)
            first++;
        while (last > first && counts[last] == 0)
            last--;
        var spread = first > last
            ? new BucketSpread(0, 0)
            : new BucketSpread(Lower(distribution, first), Upper(distribution, last));
        spread.AddZeros(distribution.ZeroCount);
        for (var i = first; i <= last; i++)
        {
            if (counts[i] > 0)
                AddBucket(spread, distribution, i);
        }
        return spread.ToHistogram(sumUnits);
    }

    private static void AddBucket(BucketSpread spread, AggregateDistribution distribution, int bucket)
    {
        var (lower, upper) = (Lower(distribution, bucket), Upper(distribution, bucket));
        var count = distribution.Counts[bucket];
        if (distribution.Bounds is null && distribution.Scale >= ExponentialHistogram.DefaultScale)
            spread.Add(2 * lower * (upper / (lower + upper)), count);
        else if (upper > lower)
            spread.AddBetween(lower, upper, count);
        else
            spread.Add(upper, count);
    }

    private static double Lower(AggregateDistribution distribution, int bucket)
    {
        if (distribution.Bounds is not { } bounds)
            return Power(distribution, bucket);
        if (bounds.Count == 0)
            return Mean(distribution);
        var lower = bucket == 0 ? distribution.Min ?? 0 : bounds[bucket - 1];
        return Math.Clamp(lower, 0, Upper(distribution, bucket));
    }

    private static double Upper(AggregateDistribution distribution, int bucket)
    {
        if (distribution.Bounds is not { } bounds)
            return Power(distribution, bucket + 1);
        if (bounds.Count == 0)
            return Mean(distribution);
        var upper = bucket < bounds.Count ? bounds[bucket] : Math.Max(bounds[^1], distribution.Max ?? 0);
        return Math.Clamp(upper, 0, Highest);
    }

    private static double Mean(AggregateDistribution distribution) =>
        Math.Clamp(distribution.Sum / Math.Max(distribution.Count, 1), 0, Highest);

    /// <summary>Lower bound of an exponential bucket.</summary>
    private static double Power(AggregateDistribution distribution, int bucket) =>
        Math.Clamp(Math.Pow(2, ((double)distribution.Offset + bucket) * Math.ScaleB(1, -distribution.Scale)), 0, Highest);
}
