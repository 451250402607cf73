using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Exposition;

/// <param name="Cumulative">Observations at or below each bound.</param>
/// <param name="Sketch">What it was folded from, where the format can show that too.</param>
internal sealed record ClassicHistogram(long[] Cumulative, long Count, double Sum, HistogramView? Sketch = null)
{
    /// <summary>Folds the fine buckets of a sketch into the few of <paramref name="bounds"/>, without error at scale 1 and up.</summary>
    public static ClassicHistogram Of(HistogramView sketch, ClassicBounds bounds, bool keepSketch)
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
        return new(cumulative, sketch.Count, sketch.Sum, keepSketch ? sketch : null);
    }
}
