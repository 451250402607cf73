using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>Histograms as views show them: milliseconds or tokens.</summary>
internal static class Distributions
{
    public static DistributionView ToView(ExponentialHistogram histogram, Measure measure) => new(
        histogram.Count,
        Statistics.Value(histogram, measure, Statistic.Mean),
        histogram.Min * measure.ViewFactor(),
        Statistics.Value(histogram, measure, Statistic.P50),
        Statistics.Value(histogram, measure, Statistic.P90),
        Statistics.Value(histogram, measure, Statistic.P95),
        Statistics.Value(histogram, measure, Statistic.P99),
        histogram.Max * measure.ViewFactor(),
        histogram.Deviation() * measure.ViewFactor());

    /// <summary>Null when there is no value.</summary>
    public static MomentsView? Moments(ExponentialHistogram? histogram, Measure measure) =>
        histogram is { Count: > 0 }
            ? new(histogram.Count, Statistics.Value(histogram, measure, Statistic.Mean)!.Value, histogram.Deviation()!.Value * measure.ViewFactor())
            : null;

    public static double? P95(ExponentialHistogram? histogram, Measure measure) =>
        histogram is null ? null : Statistics.Value(histogram, measure, Statistic.P95);

    public static HistogramView ToExposition(ExponentialHistogram histogram, Measure measure)
    {
        var sum = (double)histogram.Sum / measure.UnitsPerValue();
        if (!histogram.TryGetRange(out var first, out var last))
            return new(histogram.Scale, 0, [], histogram.ZeroCount, histogram.Count, sum);
        var counts = new long[last - first + 1];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = histogram.CountAt(first + i);
        return new(histogram.Scale, first, counts, histogram.ZeroCount, histogram.Count, sum);
    }
}
