using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Aggregation;

namespace Plimsoll.Core.Tests.Aggregation;

public class ExponentialHistogramTests
{
    private static readonly double[] s_lower = [112.0, 118.5, 131.2, 140.0, 152.7, 160.1, 171.9, 180.3, 195.4];
    private static readonly double[] s_upper = [201.0, 220.8, 243.3, 260.0, 288.1, 310.4, 355.5, 402.2, 487.9, 650.0, 1830.0];
    private static readonly int[] s_buckets = [435, 440, 450, 456, 464, 468, 475, 479, 487, 489, 498, 507, 513, 522, 529, 542, 553, 571, 598, 693];

    [Fact]
    public void Twenty_latencies_give_the_worked_buckets_sum_and_quantiles()
    {
        var histogram = Samples.Histogram([.. s_lower, .. s_upper]);

        Assert.Equal(s_buckets, Samples.Buckets(histogram).Keys);
        Assert.All(Samples.Buckets(histogram).Values, count => Assert.Equal(1, count));
        Assert.Equal((20, 112.0, 1830.0), (histogram.Count, histogram.Min, histogram.Max));
        Assert.Equal(6611.3, (double)histogram.Sum / 1000, 9);
        double[] quantiles = [0, 0.25, 0.5, 0.9, 0.95, 0.99, 1];
        double[] estimates = [112.0, 158.1246358848723, 210.90384340430728, 504.2013402582793, 712.1089814580488, 1606.421796291608, 1830.0];
        for (var i = 0; i < quantiles.Length; i++)
            Assert.Equal(estimates[i], histogram.Quantile(quantiles[i])!.Value, 9);
    }

    [Fact]
    public void Merging_equals_the_union()
    {
        var merged = Samples.Histogram(s_lower);
        merged.Merge(Samples.Histogram(s_upper));

        Assert.Equal(s_buckets, Samples.Buckets(merged).Keys);
        Samples.AssertSame(Samples.Histogram([.. s_lower, .. s_upper]), merged);
    }

    [Fact]
    public void Downscaling_shifts_the_index()
    {
        var histogram = Samples.Histogram([.. s_lower, .. s_upper]);

        histogram.Downscale(3);

        Assert.Equal(3, histogram.Scale);
        Assert.Equal([54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 69, 71, 74, 86], Samples.Buckets(histogram).Keys);
        Assert.Equal([1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], Samples.Buckets(histogram).Values);
        Assert.Equal(20, histogram.Count);
    }

    [Theory]
    [InlineData(0.0, PointOutcome.Counted)]
    [InlineData(5e-324, PointOutcome.Counted)]
    [InlineData(-1.0, PointOutcome.Negative)]
    [InlineData(double.NaN, PointOutcome.NotFinite)]
    [InlineData(double.PositiveInfinity, PointOutcome.NotFinite)]
    public void Only_finite_values_from_zero_on_are_counted_and_tiny_ones_as_zero(double value, PointOutcome expected)
    {
        var histogram = new ExponentialHistogram();

        var outcome = HistogramPoint.TryCreate(value, 0, out var point);
        if (outcome == PointOutcome.Counted)
            histogram.Record(point);

        Assert.Equal(expected, outcome);
        Assert.Equal(expected == PointOutcome.Counted ? 1 : 0, histogram.ZeroCount);
        Assert.Empty(Samples.Buckets(histogram));
    }

    [Fact]
    public void An_empty_histogram_has_no_quantile_mean_minimum_or_maximum()
    {
        var histogram = new ExponentialHistogram();

        Assert.Null(histogram.Quantile(0.5));
        Assert.Null(histogram.Mean(1));
        Assert.Null(histogram.Min);
        Assert.Null(histogram.Max);
    }

    [Fact]
    public void A_range_beyond_2048_buckets_halves_the_resolution_once()
    {
        var histogram = Samples.Histogram([1e-3, 1]);
        Assert.Equal(6, histogram.Scale);

        histogram.Merge(Samples.Histogram([1e7]));

        Assert.Equal(5, histogram.Scale);
        Assert.Equal(3, Samples.Buckets(histogram).Values.Sum());
    }

    [Fact]
    public void Counters_widen_without_losing_a_count()
    {
        var histogram = new ExponentialHistogram();
        for (var i = 0; i < 70_000; i++)
            histogram.Record(HistogramPoint.OfCount(7));
        histogram.Record(HistogramPoint.OfCount(900));

        Assert.Equal(70_000, histogram.CountAt(BucketIndex.Of(7, 6)));
        Assert.Equal(70_001, histogram.Count);
        for (var i = 0; i < 17; i++)
            histogram.Merge(Samples.Copy(histogram));
        Assert.Equal(70_000L << 17, histogram.CountAt(BucketIndex.Of(7, 6)));
        Assert.Equal(1L << 17, histogram.CountAt(BucketIndex.Of(900, 6)));
    }

    [Fact]
    public void Any_order_and_any_split_merge_to_the_same_histogram() =>
        Prop.ForAll(Samples.Wide.ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (values, seed) =>
        {
            var shuffled = values.ToArray();
            new Random(seed).Shuffle(shuffled);
            var cut = shuffled.Length == 0 ? 0 : seed % shuffled.Length;
            var left = Samples.Histogram(shuffled[..cut]);
            var right = Samples.Histogram(shuffled[cut..]);
            var reversed = Samples.Copy(right);
            reversed.Merge(left);
            left.Merge(right);

            Samples.AssertSame(Samples.Histogram(values), left);
            Samples.AssertSame(left, reversed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Merging_is_associative() =>
        Prop.ForAll(Samples.Wide.Three().ToArbitrary(), parts =>
        {
            var (a, b, c) = (Samples.Histogram(parts.Item1), Samples.Histogram(parts.Item2), Samples.Histogram(parts.Item3));
            var ab = Samples.Copy(a);
            ab.Merge(b);
            ab.Merge(c);
            b.Merge(c);
            a.Merge(b);
            Samples.AssertSame(ab, a);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Quantiles_rise_and_stay_within_the_error_bound_of_the_exact_ones() =>
        Prop.ForAll(Samples.Narrow.ToArbitrary(), values =>
        {
            var histogram = Samples.Histogram(values);
            var sorted = values.Order().ToArray();
            var before = 0.0;
            for (var q = 0; q <= 100; q++)
            {
                var estimate = histogram.Quantile(q / 100.0)!.Value;
                var exact = Exact(sorted, q / 100.0);
                Assert.True(estimate >= before);
                Assert.InRange(estimate, exact * (1 - 0.0054152), exact * (1 + 0.0054152));
                before = estimate;
            }
        }).QuickCheckThrowOnFailure();

    private static double Exact(double[] sorted, double quantile)
    {
        var rank = quantile * (sorted.Length - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
