using Plimsoll.Aggregation;
using Plimsoll.Components.AggregatedSeries;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.AggregatedSeries;

public class DistributionSketchTests
{
    [Fact]
    public void Values_of_a_bucket_are_spread_evenly_between_its_bounds()
    {
        var sketch = DistributionSketch.Make(Series.Explicit(0, 0, 0, 0, 1000, 0, 0), 0);

        foreach (var q in new[] { 0.1, 0.25, 0.5, 0.9, 0.99 })
            Assert.InRange(sketch.Quantile(q)!.Value, (0.5 + 0.5 * q) * 0.993, (0.5 + 0.5 * q) * 1.007);
    }

    [Fact]
    public void Count_and_sum_are_the_senders()
    {
        var sketch = DistributionSketch.Make(Series.Explicit(0, 2, 5, 0, 3, 1, 4), 12_345);

        Assert.Equal((15, (UInt128)12_345), (sketch.Count, sketch.Sum));
    }

    [Fact]
    public void What_is_above_the_last_bound_stands_at_the_greatest_value_or_else_at_that_bound()
    {
        var known = DistributionSketch.Make(Series.Explicit(0, 0, 0, 0, 0, 0, 1) with { Min = 7, Max = 7 }, 0);
        var unknown = DistributionSketch.Make(Series.Explicit(0, 0, 0, 0, 0, 0, 5), 0);

        Assert.InRange(known.Max!.Value, 4, 7);
        Assert.Equal(2, unknown.Quantile(0.99)!.Value, 0.02);
    }

    [Fact]
    public void Histogram_without_bounds_has_all_values_at_their_mean()
    {
        var sketch = DistributionSketch.Make(new() { Bounds = [], Counts = [4], Sum = 6 }, 6);

        Assert.Equal((1.5, 1.5), (sketch.Min!.Value, sketch.Max!.Value));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(20)]
    public void Exponential_buckets_as_fine_as_ours_or_finer_keep_the_error_of_our_own(int scale)
    {
        const double value = 0.3217;
        var index = (int)Math.Ceiling(Math.Log2(value) * Math.Pow(2, scale)) - 1;

        var sketch = DistributionSketch.Make(Series.Exponential(scale, index, value, 9), 0);

        Assert.Equal(value, sketch.Quantile(0.5)!.Value, value * 0.00542);
        Assert.Equal(ExponentialHistogram.DefaultScale, sketch.Scale);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-3)]
    public void Coarser_exponential_buckets_are_spread_and_leave_the_scale_alone(int scale)
    {
        var sketch = DistributionSketch.Make(Series.Exponential(scale, 0, 0, 100), 0);

        Assert.Equal((100, ExponentialHistogram.DefaultScale), (sketch.Count, sketch.Scale));
        Assert.InRange(sketch.Quantile(0.5)!.Value, 1, Math.Min(Math.Pow(2, Math.Pow(2, -scale)), Math.Pow(2, 40)));
    }

    [Fact]
    public void Values_at_and_next_to_zero_are_zeros()
    {
        var sketch = DistributionSketch.Make(Series.Exponential(0, -40, 0, 3) with { ZeroCount = 2 }, 0);

        Assert.Equal((5, 5), (sketch.Count, sketch.ZeroCount));
    }

    [Fact]
    public void Whatever_the_buckets_are_no_value_is_lost()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var counts = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.NextInt64(1L << random.Next(40))).ToArray();
            var bounds = Enumerable.Range(0, counts.Length - 1).Select(_ => Math.Pow(10, random.NextDouble() * 24 - 10)).Order().ToArray();
            var distribution = random.Next(2) == 0
                ? new AggregateDistribution { Bounds = bounds, Counts = counts, Sum = 1 }
                : Series.Exponential(random.Next(-10, 21), random.Next(-3000, 3000), 1, counts);

            var sketch = DistributionSketch.Make(distribution, 1);

            Assert.Equal(counts.Sum(), sketch.Count);
        }
    }
}
