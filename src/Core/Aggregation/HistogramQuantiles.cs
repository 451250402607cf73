namespace Plimsoll.Aggregation;

/// <summary>Quantiles of an <see cref="ExponentialHistogram"/>.</summary>
public static class HistogramQuantiles
{
    /// <summary>
    /// Rank r = q(n−1), interpolated linearly between the representatives of the elements at ⌊r⌋ and ⌊r⌋+1; the
    /// lowest and the highest rank are the tracked minimum and maximum, so that small samples agree with the usual
    /// exact quantile. Null when empty.
    /// </summary>
    /// <param name="quantile">0–1.</param>
    public static double? Quantile(this ExponentialHistogram histogram, double quantile)
    {
        if (histogram.Count == 0)
            return null;
        var rank = quantile * (histogram.Count - 1);
        var below = (long)Math.Floor(rank);
        var fraction = rank - below;
        var low = ValueAt(histogram, below, out var through);
        if (fraction == 0 || below + 1 < through)
            return low;
        return low + fraction * (ValueAt(histogram, below + 1, out _) - low);
    }

    /// <summary>Mean in the histogram's unit, from the exact sum; null when empty.</summary>
    /// <param name="unitsPerValue">1e9 for latencies (seconds from nanoseconds), 1 for tokens.</param>
    public static double? Mean(this ExponentialHistogram histogram, double unitsPerValue) =>
        histogram.Count == 0 ? null : (double)histogram.Sum / unitsPerValue / histogram.Count;

    /// <param name="through">The ranks from this one up to it, exclusive, have the same value.</param>
    private static double ValueAt(ExponentialHistogram histogram, long rank, out long through)
    {
        var min = histogram.Min!.Value;
        var max = histogram.Max!.Value;
        through = rank;
        if (rank <= 0)
            return min;
        if (rank >= histogram.Count - 1)
            return max;
        if (rank < histogram.ZeroCount)
            return Math.Clamp(0, min, max);
        (var index, through) = histogram.Locate(rank - histogram.ZeroCount);
        through = Math.Min(through + histogram.ZeroCount, histogram.Count - 1);
        return Math.Clamp(BucketIndex.Representative(index, histogram.Scale), min, max);
    }
}
