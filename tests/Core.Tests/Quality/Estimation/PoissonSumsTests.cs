using Plimsoll.Quality.Estimation;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Estimation;

public class PoissonSumsTests
{
    [SharedFact("vectors", "horvitz_thompson_strata.json")]
    public void The_worked_example_holds_in_one_part_and_in_two()
    {
        var example = VectorCase.Of("horvitz_thompson_strata.json", "poisson");
        var (y, pi) = (example.Numbers("y"), example.Numbers("pi"));
        var (first, second) = (new PoissonSums(), new PoissonSums());
        for (var i = 0; i < y.Length; i++)
        {
            if (i % 2 == 0)
                first.Add(y[i], pi[i]);
            else
                second.Add(y[i], pi[i]);
        }
        first.Merge(second);

        Assert.Equal(6, first.Count);
        Assert.Equal(example.ExpectedNumber("ht_mean"), first.HorvitzThompson(60), 1e-9);
        Assert.Equal(example.ExpectedNumber("var_ht"), first.HorvitzThompsonVariance(60), 1e-9);
        Assert.Equal(example.ExpectedNumber("hajek_mean"), first.Mean!.Value, 1e-9);
        Assert.Equal(example.ExpectedNumber("se_hajek"), first.StandardError!.Value, 1e-9);
        Assert.Equal(example.ExpectedNumber("N_hat"), first.Population, 1e-9);
        Assert.Equal(example.ExpectedNumber("kish_effective_n"), first.EffectiveCount, 1e-9);
    }

    [Fact]
    public void Without_observations_there_is_no_mean()
    {
        var sums = new PoissonSums();

        Assert.Null(sums.Mean);
        Assert.Null(sums.StandardError);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_probability_that_is_none_is_refused(double inclusion) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PoissonSums().Add(0.5, inclusion));
}
