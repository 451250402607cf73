using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Series;

/// <summary>Makes one run of counts of exponential buckets that are far apart, at a coarser scale where they are too many.</summary>
internal static class BucketRun
{
    /// <param name="buckets">OpenTelemetry's index and count, rising; the counts together fit a long.</param>
    public static AggregateDistribution Fit(IReadOnlyList<(long Index, long Count)> buckets, int scale, long zeros, double sum)
    {
        if (buckets.Count == 0)
            return new() { Scale = scale, ZeroCount = zeros, Counts = [], Sum = sum };
        var shift = 0;
        while ((buckets[^1].Index >> shift) - (buckets[0].Index >> shift) >= TelemetryLimits.Buckets)
            shift++;
        var first = buckets[0].Index >> shift;
        var counts = new long[(buckets[^1].Index >> shift) - first + 1];
        foreach (var (index, count) in buckets)
            counts[(index >> shift) - first] += count;
        return new() { Scale = scale - shift, Offset = (int)first, ZeroCount = zeros, Counts = counts, Sum = sum };
    }
}
