using Plimsoll.Core.Tests.Quality;
using Plimsoll.Drift.Distributions;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Drift.Distributions;

public class PopulationStabilityTestTests
{
    [SharedFact("vectors", "kl_js_psi.json")]
    public void The_worked_example_holds()
    {
        var example = VectorCase.Of("kl_js_psi.json", "counts8");
        var test = PopulationStabilityTest.Of(example.Numbers("baseline_counts"), example.Numbers("current_counts"))!;

        Assert.Equal(example.ExpectedNumber("PSI"), test.Index, 1e-9);
        Assert.Equal(example.ExpectedNumber("PSI_null_critical_99_9"), test.ByChance, 1e-9);
        Assert.Equal(example.ExpectedNumber("G_statistic"), test.Statistic, 1e-9);
        Assert.Equal(example.ExpectedNumber("G_df"), test.DegreesOfFreedom);
        Assert.Equal(example.ExpectedNumber("G_p_value"), test.PValue, 1e-9);
    }

    [Fact]
    public void A_large_index_of_few_values_is_chance()
    {
        var test = PopulationStabilityTest.Of([3, 2, 5, 4, 3, 3], [5, 5, 1, 2, 2, 5])!;

        Assert.True(test.Index >= PopulationStabilityTest.Warning);
        Assert.False(test.Warns);
    }

    [Fact]
    public void The_same_shares_of_many_values_are_no_drift_and_others_are()
    {
        Assert.Equal(0, PopulationStabilityTest.Of([500, 500], [500, 500])!.Index, 1e-12);
        Assert.True(PopulationStabilityTest.Of([5_000, 4_000, 1_000], [2_000, 4_000, 4_000])!.Drifts);
        Assert.Equal(1, PopulationStabilityTest.Of([500, 0], [700, 0])!.PValue);
    }

    [Fact]
    public void A_side_without_values_gives_nothing() => Assert.Null(PopulationStabilityTest.Of([5, 5], [0, 0]));
}
