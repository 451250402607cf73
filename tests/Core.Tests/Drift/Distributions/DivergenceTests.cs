using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Drift.Distributions;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Drift.Distributions;

public class DivergenceTests
{
    private const int Vocabulary = 50_000;

    [SharedFact("vectors", "kl_js_psi.json")]
    public void The_worked_examples_hold()
    {
        var counts = VectorCase.Of("kl_js_psi.json", "counts8");
        var (p, q) = (Smoothing.Shares(counts.Numbers("baseline_counts"))!, Smoothing.Shares(counts.Numbers("current_counts"))!);
        Assert.Equal(counts.ExpectedNumbers("p_baseline"), p, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(counts.ExpectedNumbers("q_current"), q, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(counts.ExpectedNumber("KL_current_vs_baseline"), Divergence.KullbackLeibler(q, p), 1e-9);
        Assert.Equal(counts.ExpectedNumber("KL_baseline_vs_current"), Divergence.KullbackLeibler(p, q), 1e-9);
        Assert.Equal(counts.ExpectedNumber("JS_divergence_nats"), Divergence.JensenShannon(p, q), 1e-9);

        var words = VectorCase.Of("kl_js_psi.json", "vocab_50000_perks_prior");
        p = Smoothing.VocabularyShares(words.Numbers("baseline_top_counts"), Vocabulary)!;
        q = Smoothing.VocabularyShares(words.Numbers("current_top_counts"), Vocabulary)!;
        Assert.Equal(words.ExpectedNumber("rest_mass_baseline"), p[^1], 1e-12);
        Assert.Equal(words.ExpectedNumber("KL_current_vs_baseline"), Divergence.KullbackLeibler(q, p), 1e-9);
    }

    [Fact]
    public void The_exercise_of_the_course_holds()
    {
        var uniform = Enumerable.Repeat(1d / Vocabulary, Vocabulary).ToArray();
        var onto = Moved(i => i < 100 ? 1e-5 : -0.001 / 49_900);
        Assert.Equal(1.895711207e-4, Divergence.KullbackLeibler(uniform, onto), 1e-13);
        Assert.Equal(2.168964937e-4, Divergence.KullbackLeibler(onto, uniform), 1e-13);
        Assert.Equal(5.0464097e-5, Divergence.JensenShannon(uniform, onto), 1e-12);

        Assert.Equal(0.001 * Math.Log(4d / 3), Divergence.KullbackLeibler(uniform, Moved(i => i < 50 ? 1e-5 : i < 100 ? -1e-5 : 0)), 1e-13);

        var emptied = Moved(i => i < 50 ? 2e-5 : i < 100 ? -2e-5 : 0);
        foreach (var i in Enumerable.Range(50, 50))
            emptied[i] = 0;
        Assert.Equal(double.PositiveInfinity, Divergence.KullbackLeibler(uniform, emptied));
        Assert.True(double.IsFinite(Divergence.JensenShannon(uniform, emptied)));
    }

    [Fact]
    public void Disjoint_distributions_are_infinitely_far_by_one_and_ln_2_by_the_other()
    {
        Assert.Equal(double.PositiveInfinity, Divergence.KullbackLeibler([1, 0], [0, 1]));
        Assert.Equal(Math.Log(2), Divergence.JensenShannon([1, 0], [0, 1]), 1e-12);
    }

    [Fact]
    public void No_divergence_is_below_zero_and_only_that_of_equals_is_zero()
    {
        var counts = Gen.Choose(0, 1_000).Select(i => (double)i).ArrayOf(6).Where(c => c.Sum() > 0);
        Prop.ForAll(counts.Zip(counts).ToArbitrary(), pair =>
        {
            var (p, q) = (Smoothing.Shares(pair.Item1)!, Smoothing.Shares(pair.Item2)!);
            var same = p.Zip(q).All(s => Math.Abs(s.First - s.Second) < 1e-9);
            return Divergence.KullbackLeibler(p, q) >= -1e-12 && Divergence.JensenShannon(p, q) is >= -1e-12 and <= 0.6932
                && Math.Abs(Divergence.JensenShannon(p, q) - Divergence.JensenShannon(q, p)) < 1e-12
                && (same || Divergence.PopulationStability(p, q) > 0);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_counted_has_no_distribution()
    {
        Assert.Null(Smoothing.Shares([0, 0]));
        Assert.Null(Smoothing.VocabularyShares([0, 0], 10));
    }

    private static double[] Moved(Func<int, double> by) => [.. Enumerable.Range(0, Vocabulary).Select(i => 1d / Vocabulary + by(i))];
}
