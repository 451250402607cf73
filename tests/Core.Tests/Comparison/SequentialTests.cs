using Plimsoll.Comparison;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Comparison;

public class SequentialTests
{
    [SharedFact("vectors", "sequential_rollout.json")]
    public void The_worked_example_of_the_asymptotic_sequence_holds()
    {
        var example = VectorCase.Of("sequential_rollout.json", "asymptotic_cs");
        var alpha = example.Number("alpha");
        var rho = AsymptoticSequence.Rho(example.Number("optimised_for_n"), alpha);

        Assert.Equal(example.ExpectedNumber("rho"), rho, 1e-9);
        foreach (var (n, half) in example.Numbers("n").Zip(example.ExpectedNumbers("half_width")))
            Assert.Equal(half, AsymptoticSequence.HalfWidth(n, example.Number("sd_of_difference"), alpha, rho), 1e-9);
    }

    [SharedFact("vectors", "sequential_rollout.json")]
    public void The_worked_example_of_the_mixture_test_holds()
    {
        var example = VectorCase.Of("sequential_rollout.json", "normal_known_variance");
        var (x, y, expected) = (example.Numbers("x"), example.Numbers("y"), example.ExpectedNumbers("lambda"));
        for (var n = 1; n <= x.Length; n++)
        {
            var ratio = MixtureSprt.Ratio(n, x[..n].Average() - y[..n].Average(), example.Number("sigma2"), example.Number("tau2"));
            Assert.Equal(expected[n - 1], ratio, 1e-9 * Math.Max(1, expected[n - 1]));
        }
    }

    [SharedFact("vectors", "sequential_rollout.json")]
    public void The_worked_examples_of_conditional_evidence_hold()
    {
        var example = VectorCase.Of("sequential_rollout.json", "conditional_binomial_errors");
        var share = example.Number("traffic_share_p0");
        var (one, two) = (example.ExpectedNumbers("e_value_one_sided"), example.ExpectedNumbers("e_value_two_sided_uniform"));
        var (canary, all) = (example.Numbers("k_canary"), example.Numbers("n_total"));
        for (var i = 0; i < one.Length; i++)
        {
            Assert.Equal(one[i], ConditionalBinomial.OneSided((long)canary[i], (long)all[i], share), 1e-9 * Math.Max(1, one[i]));
            Assert.Equal(two[i], ConditionalBinomial.TwoSided((long)canary[i], (long)all[i], share), 1e-9 * Math.Max(1, two[i]));
        }
    }

    [Fact]
    public void A_tolerated_ratio_moves_the_share_that_is_expected()
    {
        Assert.Equal(0.1, ConditionalBinomial.ToleratedShare(0.1), 1e-12);
        Assert.Equal(0.2 / 1.1, ConditionalBinomial.ToleratedShare(0.1, 2), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => ConditionalBinomial.OneSided(1, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConditionalBinomial.OneSided(3, 2, 0.5));
    }
}
