using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Anomaly;
using Plimsoll.Core.Tests.Quality;

namespace Plimsoll.Core.Tests.Anomaly;

public class ResidualHistogramTests
{
    [Fact]
    public void A_quantile_is_within_its_error_of_the_exact_one()
    {
        var sizes = Gen.Choose(1, 1_000_000).Select(i => i / 1e4).NonEmptyListOf();
        Prop.ForAll(sizes.ToArbitrary(), list => (bool)Close([.. list])).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Sizes_far_below_the_largest_are_lumped_and_counted()
    {
        var histogram = new ResidualHistogram();
        foreach (var exponent in Enumerable.Range(-300, 600))
            histogram.Add(Math.Pow(10, exponent));
        histogram.Add(0);

        Assert.Equal(601, histogram.Count);
        Assert.InRange(ResidualHistogram.UpperQuantile(histogram, null, 1 - 1e-9), 0.98e299, 1.02e299);
        Assert.True(ResidualHistogram.UpperQuantile(histogram, null, 0.5) > 1e280);
        Assert.Equal(601, Saved.Reload(histogram.Write, ResidualHistogram.Read).Count);
    }

    [Fact]
    public void Two_spans_answer_as_one()
    {
        var (all, a, b) = (new ResidualHistogram(), new ResidualHistogram(), new ResidualHistogram());
        foreach (var i in Enumerable.Range(1, 1_000))
        {
            all.Add(i);
            (i % 3 == 0 ? a : b).Add(i);
        }

        Assert.Equal(ResidualHistogram.UpperQuantile(all, null, 0.9), ResidualHistogram.UpperQuantile(a, b, 0.9));
    }

    [Fact]
    public void Spans_that_are_over_are_forgotten()
    {
        var recent = new RecentResiduals(100);
        foreach (var size in Enumerable.Repeat(1_000d, 100).Concat(Enumerable.Repeat(1d, 100)))
            recent.Add(size);
        Assert.InRange(recent.UpperQuantile(0.99), 980, 1_020);

        recent.Add(1);
        Assert.InRange(recent.UpperQuantile(0.99), 0.98, 1.02);
    }

    private static bool Close(double[] sizes)
    {
        var histogram = new ResidualHistogram();
        foreach (var size in sizes)
            histogram.Add(size);
        var exact = sizes.OrderDescending().ElementAt((int)Math.Floor(0.25 * sizes.Length));
        return Math.Abs(ResidualHistogram.UpperQuantile(histogram, null, 0.75) / exact - 1) < 0.011;
    }
}
