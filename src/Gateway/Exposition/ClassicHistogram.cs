using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Exposition;

/// <param name="Cumulative">Observations at or below each bound.</param>
/// <param name="Sketch">What it was folded from, where the format can show that too.</param>
/// <param name="Exemplars">The latest observation with a trace for each bound and for what is above the last; null for none at all.</param>
internal sealed record ClassicHistogram(long[] Cumulative, long Count, double Sum, HistogramView? Sketch = null, ExemplarView?[]? Exemplars = null)
{
    /// <summary>Folds the fine buckets of a sketch into the few of <paramref name="bounds"/>, without error at scale 1 and up.</summary>
    public static ClassicHistogram Of(HistogramView sketch, ClassicBounds bounds, bool keepSketch, IReadOnlyList<ExemplarView> exemplars)
    {
        var cumulative = new long[bounds.Upper.Count];
        var running = sketch.ZeroCount;
        var next = 0;
        for (var i = 0; i < cumulative.Length; i++)
        {
            var last = bounds.LastIndexWithin(i, sketch.Scale) - sketch.Offset;
            for (; next < sketch.Counts.Count && next <= last; next++)
                running += sketch.Counts[next];
            cumulative[i] = running;
        }
        return new(cumulative, sketch.Count, sketch.Sum, keepSketch ? sketch : null, ByBound(exemplars, bounds));
    }

    /// <summary>OpenMetrics wants an exemplar at the bucket that holds its value.</summary>
    private static ExemplarView?[]? ByBound(IReadOnlyList<ExemplarView> exemplars, ClassicBounds bounds)
    {
        if (exemplars.Count == 0)
            return null;
        var byBound = new ExemplarView?[bounds.Upper.Count + 1];
        foreach (var exemplar in exemplars)
        {
            ref var latest = ref byBound[bounds.BucketOf(exemplar.Value)];
            if (latest is null || latest.At < exemplar.At)
                latest = exemplar;
        }
        return byBound;
    }
}
