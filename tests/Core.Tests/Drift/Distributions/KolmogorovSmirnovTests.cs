using Plimsoll.Core.Tests.Quality;
using Plimsoll.Drift.Distributions;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Drift.Distributions;

public class KolmogorovSmirnovTests
{
    [SharedFact("vectors", "ks_two_sample.json")]
    public void The_worked_examples_hold()
    {
        var plain = VectorCase.Of("ks_two_sample.json", "unbinned");
        var (x, y) = (plain.Numbers("x"), plain.Numbers("y"));
        var test = KolmogorovSmirnov.Of(x, y)!;
        Assert.Equal(plain.ExpectedNumber("D"), test.Distance, 1e-12);
        Assert.Equal(plain.ExpectedNumber("p_exact"), test.PValue, 1e-9);
        Assert.Equal(plain.ExpectedNumber("p_asymptotic_stephens"), KolmogorovSmirnov.Stephens(test.Distance, x.Length, y.Length), 1e-9);

        var ties = VectorCase.Of("ks_two_sample.json", "ties");
        Assert.Equal(ties.ExpectedNumber("D"), KolmogorovSmirnov.Of(ties.Numbers("x"), ties.Numbers("y"))!.Distance, 1e-12);

        var tail = VectorCase.Of("ks_two_sample.json", "kolmogorov_Q");
        foreach (var (lambda, q) in tail.Numbers("lambda").Zip(tail.ExpectedNumbers("Q")))
            Assert.Equal(q, KolmogorovSmirnov.Tail(lambda), 1e-12);

        var binned = VectorCase.Of("ks_two_sample.json", "binned_lower_bound");
        var edges = binned.Numbers("edges");
        double[] Counts(double[] values) => [.. Enumerable.Range(0, edges.Length + 1).Select(i => (double)values.Count(v => edges.Count(e => v > e) == i))];
        Assert.Equal(binned.ExpectedNumber("D_binned"), KolmogorovSmirnov.OfBuckets(Counts(x), Counts(y))!.Distance, 1e-12);
    }

    [Fact]
    public void A_shift_is_found_and_the_same_distribution_is_not()
    {
        var random = new Random(3);
        double[] Buckets(double shift)
        {
            var counts = new double[40];
            for (var i = 0; i < 1_000; i++)
                counts[(int)Math.Clamp(20 + 4 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) + shift, 0, 39)]++;
            return counts;
        }

        Assert.False(KolmogorovSmirnov.OfBuckets(Buckets(0), Buckets(0))!.Drifts);
        Assert.True(KolmogorovSmirnov.OfBuckets(Buckets(0), Buckets(1))!.Drifts);
    }

    [Fact]
    public void A_significant_distance_that_is_small_does_not_matter()
    {
        var test = KolmogorovSmirnov.OfBuckets([50_000, 50_000], [54_000, 46_000])!;

        Assert.True(test.PValue < 1e-6);
        Assert.False(test.Drifts);
    }

    [Fact]
    public void A_side_without_values_gives_nothing()
    {
        Assert.Null(KolmogorovSmirnov.Of([], [1]));
        Assert.Null(KolmogorovSmirnov.OfBuckets([0, 0], [1, 2]));
    }
}
