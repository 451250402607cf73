using Plimsoll.Telemetry;

namespace Plimsoll.Components.AggregatedSeries;

/// <summary>The change from one cumulative distribution to a later one.</summary>
internal static class DistributionDelta
{
    /// <summary>Null when a bucket fell, the bounds are others, or exponential buckets became finer: the series began anew.</summary>
    public static AggregateDistribution? Between(AggregateDistribution before, AggregateDistribution now)
    {
        if (now.ZeroCount < before.ZeroCount)
            return null;
        var counts = now.Bounds is null ? Exponential(before, now) : Explicit(before, now);
        return counts is null ? null : now with { ZeroCount = now.ZeroCount - before.ZeroCount, Counts = counts, Min = null, Max = null };
    }

    private static long[]? Explicit(AggregateDistribution before, AggregateDistribution now)
    {
        if (before.Bounds is null || !now.Bounds!.SequenceEqual(before.Bounds))
            return null;
        var counts = now.Counts.ToArray();
        for (var i = 0; i < counts.Length; i++)
        {
            if ((counts[i] -= before.Counts[i]) < 0)
                return null;
        }
        return counts;
    }

    /// <summary>A sender lowers the scale as its values spread; the older buckets are then folded likewise.</summary>
    private static long[]? Exponential(AggregateDistribution before, AggregateDistribution now)
    {
        var shift = before.Scale - now.Scale;
        if (before.Bounds is not null || shift < 0)
            return null;
        var counts = now.Counts.ToArray();
        for (var i = 0; i < before.Counts.Count; i++)
        {
            var at = (((long)before.Offset + i) >> shift) - now.Offset;
            if (before.Counts[i] > 0 && ((ulong)at >= (ulong)counts.Length || (counts[at] -= before.Counts[i]) < 0))
                return null;
        }
        return counts;
    }
}
