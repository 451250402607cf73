using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Components.Views;
using Plimsoll.Publishing;

namespace Plimsoll.Core.Tests.Publishing;

public class PointValuesTests
{
    [Fact]
    public void Any_histogram_becomes_few_different_values_with_its_count_and_its_sum() => Prop.ForAll(
        Gen.Choose(1, 5_000).ArrayOf().Where(v => v.Length > 0).ToArbitrary(),
        milliseconds =>
        {
            var (histogram, sum) = Histogram([.. milliseconds.Select(ms => ms / 1_000.0)]);

            var (values, counts) = PointValues.Of(histogram, 1_000, PublishedMetrics.MostValues);

            Assert.InRange(values.Length, 1, PublishedMetrics.MostValues);
            Assert.Equal(values.Distinct().Order(), values);
            Assert.Equal(milliseconds.Length, counts.Sum());
            Assert.Equal(sum * 1_000, values.Zip(counts, (v, c) => v * c).Sum(), sum * 1_000 * 1e-5);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Quantiles_survive_within_what_the_wider_buckets_allow()
    {
        var seconds = Enumerable.Range(1, 20_000).Select(i => 0.01 * Math.Pow(1.0005, i)).ToArray();
        var (histogram, _) = Histogram(seconds);

        var (values, counts) = PointValues.Of(histogram, 1_000, PublishedMetrics.MostValues);

        foreach (var quantile in new[] { 0.5, 0.9, 0.99 })
        {
            var exact = seconds[(int)(quantile * (seconds.Length - 1))] * 1_000;
            Assert.InRange(At(values, counts, quantile) / exact, 0.95, 1.05);
        }
    }

    [Fact]
    public void Zeros_stay_zeros()
    {
        var (values, counts) = PointValues.Of(new HistogramView(6, 0, [2], 3, 5, 2.0), 1, 150);

        Assert.Equal([0, 1], values);
        Assert.Equal([3, 2], counts);
    }

    [Fact]
    public void Scores_stay_as_they_are_while_there_are_few()
    {
        var (values, counts) = PointValues.Of([0.75, 1, 0.75], 150);
        Assert.Equal([0.75, 1], values);
        Assert.Equal([2, 1], counts);

        var (many, _) = PointValues.Of(Enumerable.Range(0, 1_000).Select(i => i / 1_000.0), 150);
        Assert.InRange(many.Length, 90, 101);
    }

    private static double At(double[] values, double[] counts, double quantile)
    {
        var rank = quantile * (counts.Sum() - 1);
        for (var i = 0; i < values.Length; i++)
        {
            rank -= counts[i];
            if (rank < 0)
                return values[i];
        }
        return values[^1];
    }

    /// <summary>As a sketch of scale 6 holds them.</summary>
    private static (HistogramView Histogram, double Sum) Histogram(double[] values)
    {
        var buckets = values.GroupBy(v => (int)Math.Ceiling(Math.Log2(v) * 64) - 1).ToDictionary(g => g.Key, g => g.LongCount());
        var first = buckets.Keys.Min();
        var counts = Enumerable.Range(first, buckets.Keys.Max() - first + 1).Select(i => buckets.GetValueOrDefault(i)).ToArray();
        return (new(6, first, counts, 0, values.Length, values.Sum()), values.Sum());
    }
}
