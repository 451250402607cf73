using Plimsoll.Aggregation;

namespace Plimsoll.Core.Tests.Aggregation;

public class HistogramDeviationTests
{
    [Fact]
    public void The_deviation_of_many_values_is_theirs_within_the_error_of_a_bucket()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 20_000).Select(_ => Math.Exp(random.NextDouble() * 3)).ToList();
        var histogram = Samples.Histogram(values);

        var mean = values.Average();
        var exact = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        Assert.InRange(histogram.Deviation()!.Value, exact * 0.99, exact * 1.01);
    }

    [Fact]
    public void Equal_values_deviate_by_what_a_bucket_blurs_and_zeros_by_nothing()
    {
        Assert.InRange(Samples.Histogram([2.0, 2.0, 2.0]).Deviation()!.Value, 0.0108, 0.0109);
        Assert.Equal(0, Samples.Histogram([0, 0]).Deviation());
        Assert.Null(new ExponentialHistogram().Deviation());
    }
}
