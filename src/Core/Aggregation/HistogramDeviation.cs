namespace Plimsoll.Aggregation;

/// <summary>Standard deviation of an <see cref="ExponentialHistogram"/>.</summary>
public static class HistogramDeviation
{
    /// <summary>
    /// In the histogram's unit, from its buckets' representatives; what a bucket blurs is added, so that values in one
    /// bucket do not pass for equal. Null when empty.
    /// </summary>
    public static double? Deviation(this ExponentialHistogram histogram)
    {
        if (histogram.Count == 0)
            return null;
        if (!histogram.TryGetRange(out var first, out var last))
            return 0;
        double sum = 0, squares = 0;
        for (var i = first; i <= last; i++)
        {
            var value = Math.Clamp(BucketIndex.Representative(i, histogram.Scale), histogram.Min!.Value, histogram.Max!.Value);
            sum += histogram.CountAt(i) * value;
            squares += histogram.CountAt(i) * value * value;
        }
        var mean = sum / histogram.Count;
        var gamma = Math.Pow(2, Math.Pow(2, -histogram.Scale));
        var blur = mean * (gamma - 1) / (gamma + 1);
        return Math.Sqrt(Math.Max(0, squares / histogram.Count - mean * mean) + blur * blur);
    }
}
