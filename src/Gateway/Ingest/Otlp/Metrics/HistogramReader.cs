using System.Globalization;
using Google.Protobuf.Collections;
using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp.Metrics;

/// <summary>Reads the distribution of a histogram's point. Whether its numbers are in bounds is for the validator to say.</summary>
internal static class HistogramReader
{
    public static Rejection? Read(HistogramPoint point, out AggregateDistribution distribution)
    {
        var counts = Counts(point.BucketCounts);
        // A histogram may have no buckets at all: its count then is that of the only one.
        distribution = new()
        {
            Bounds = [.. point.ExplicitBounds],
            Counts = counts.Length == 0 && point.ExplicitBounds.Count == 0 ? [Signed(point.Count)] : counts,
            Sum = point.Sum,
            Min = point.HasMin ? point.Min : null,
            Max = point.HasMax ? point.Max : null,
        };
        return Complete(point.Count, 0, counts.Length == 0 ? [Signed(point.Count)] : counts);
    }

    public static Rejection? Read(ExponentialPoint point, out AggregateDistribution distribution)
    {
        distribution = new()
        {
            Scale = point.Scale,
            Offset = point.Positive?.Offset ?? 0,
            ZeroCount = Signed(point.ZeroCount),
            Counts = Counts(point.Positive?.BucketCounts),
            Sum = point.Sum,
            Min = point.HasMin ? point.Min : null,
            Max = point.HasMax ? point.Max : null,
        };
        var rejection = point.Negative is { } negative && negative.BucketCounts.Any(c => c > 0)
            ? new Rejection("out_of_range", "negative", "negative has counts; neither latencies nor tokens are below 0")
            : Complete(point.Count, Signed(point.ZeroCount), distribution.Counts);
        if (rejection is null && IsTooFine(point))
            distribution = Coarser(distribution);
        return rejection;
    }

    /// <summary>The same in another unit. Exponential buckets get the bounds that they then have.</summary>
    public static AggregateDistribution Scale(AggregateDistribution distribution, double factor)
    {
        if (factor == 1)
            return distribution;
        var scaled = distribution with { Sum = distribution.Sum * factor, Min = distribution.Min * factor, Max = distribution.Max * factor };
        return distribution.Bounds is { } bounds
            ? scaled with { Bounds = [.. bounds.Select(b => b * factor)] }
            : scaled with
            {
                Bounds = [.. Enumerable.Range(0, distribution.Counts.Count + 1).Select(i =>
                    Math.Pow(2, (distribution.Offset + (double)i) * Math.ScaleB(1, -distribution.Scale)) * factor)],
                Counts = [0, .. distribution.Counts, 0],
                Scale = 0,
                Offset = 0,
            };
    }

    /// <summary>An SDK's limit of buckets is its user's choice. What is out of bounds otherwise is for the validator to say.</summary>
    private static bool IsTooFine(ExponentialPoint point) =>
        point.Positive?.BucketCounts.Count > TelemetryLimits.Buckets && point.Count <= TelemetryLimits.Total && point.Scale is >= TelemetryLimits.CoarsestScale and <= TelemetryLimits.FinestScale;

    private static AggregateDistribution Coarser(AggregateDistribution distribution)
    {
        (long Index, long Count)[] counted = [.. distribution.Counts.Select((count, i) => ((long)distribution.Offset + i, count)).Where(b => b.count > 0)];
        return BucketRun.Fit(counted, distribution.Scale, distribution.ZeroCount, distribution.Sum) with { Min = distribution.Min, Max = distribution.Max };
    }

    private static Rejection? Complete(ulong count, long zeros, IReadOnlyList<long> counts)
    {
        var total = counts.Aggregate((Int128)zeros, (sum, c) => sum + c);
        return total == count ? null : new Rejection("bad_buckets", "bucketCounts",
            string.Create(CultureInfo.InvariantCulture, $"bucketCounts make {total} together, and count is {count}"));
    }

    private static long[] Counts(RepeatedField<ulong>? counts) => counts is null ? [] : [.. counts.Select(Signed)];

    /// <summary>What is beyond all bounds stays so.</summary>
    private static long Signed(ulong count) => (long)Math.Min(count, long.MaxValue);
}
