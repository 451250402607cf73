using Google.Protobuf.Collections;
using Plimsoll.Aggregation;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Protos.Prometheus;

namespace Plimsoll.Gateway.Exposition;

/// <summary>
/// A sketch as a native histogram of Prometheus: the same base-2 exponential buckets, counted from one more, as runs
/// and as differences between neighbours. Nothing is lost, so quantiles keep the sketch's error.
/// </summary>
internal static class NativeBuckets
{
    /// <summary>Prometheus knows schemas from here to 8; a sketch is never finer.</summary>
    public const int CoarsestSchema = -4;

    /// <summary>A longer run of empty buckets costs less as a gap between spans.</summary>
    private const int LongestEmptyRun = 2;

    public static bool CanShow(HistogramView sketch) => sketch.Scale >= CoarsestSchema;

    public static void Write(HistogramView sketch, Histogram histogram)
    {
        histogram.Schema = sketch.Scale;
        histogram.ZeroThreshold = HistogramPoint.ZeroThreshold;
        histogram.ZeroCount = (ulong)sketch.ZeroCount;
        if (sketch.Counts.Count == 0)
            // What tells a native histogram without observations from none at all.
            histogram.PositiveSpan.Add(new BucketSpan());
        WriteRuns(sketch, histogram.PositiveSpan, histogram.PositiveDelta);
    }

    private static void WriteRuns(HistogramView sketch, RepeatedField<BucketSpan> spans, RepeatedField<long> deltas)
    {
        var counts = sketch.Counts;
        var end = 0;
        long previous = 0;
        for (var start = NextCounted(counts, 0); start < counts.Count; start = NextCounted(counts, end))
        {
            // The first offset is an index, the others are gaps.
            var span = new BucketSpan { Offset = spans.Count == 0 ? sketch.Offset + start + 1 : start - end };
            end = EndOfRun(counts, start);
            span.Length = (uint)(end - start);
            spans.Add(span);
            for (var i = start; i < end; i++)
            {
                deltas.Add(counts[i] - previous);
                previous = counts[i];
            }
        }
    }

    private static int NextCounted(IReadOnlyList<long> counts, int from)
    {
        while (from < counts.Count && counts[from] == 0)
            from++;
        return from;
    }

    private static int EndOfRun(IReadOnlyList<long> counts, int start)
    {
        var end = start + 1;
        for (var next = NextCounted(counts, end); next < counts.Count && next - end <= LongestEmptyRun; next = NextCounted(counts, end))
            end = next + 1;
        return end;
    }
}
