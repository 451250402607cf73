using Plimsoll.Alerting.Composite;
using Plimsoll.Alerting.Rules;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Alerting.Composite;

public class CompositeScoreTests
{
    private const string Vectors = "composite_severity.json";
    private static readonly HashSet<AlertFamily> s_none = [];

    [SharedTheory("vectors", Vectors)]
    [InlineData("latency_only_1e-5")]
    [InlineData("latency+saturation")]
    [InlineData("quality+drift")]
    [InlineData("quality+drift_extreme_stays_P2")]
    [InlineData("hallucination+drift")]
    [InlineData("usage_only")]
    [InlineData("all_quiet")]
    public void Worked_example_comes_out(string name)
    {
        var example = VectorCase.Of(Vectors, name);
        var score = CompositeScore.Of(example.Inputs.GetProperty("family_p").EnumerateObject().ToDictionary(f => Family(f.Name), f => f.Value.GetDouble()), s_none);

        Assert.Equal(example.ExpectedNumber("composite"), score.Value, 1e-9);
        Assert.Equal(
            example.Expected.GetProperty("breaching").EnumerateArray().Select(f => Family(f.GetString()!)).Order(), score.Breaching.Order());
        Assert.Equal(example.Expected.GetProperty("severity").GetString(), score.Priority?.ToString());
        foreach (var weight in example.Inputs.GetProperty("weights").EnumerateObject())
            Assert.Equal(weight.Value.GetDouble(), CompositeScore.Weight(Family(weight.Name)));
    }

    [Fact]
    public void Family_breaches_until_it_clears()
    {
        var between = new Dictionary<AlertFamily, double> { [AlertFamily.Latency] = 5e-4 };

        Assert.Empty(CompositeScore.Of(between, s_none).Breaching);
        Assert.Equal([AlertFamily.Latency], CompositeScore.Of(between, new HashSet<AlertFamily> { AlertFamily.Latency }).Breaching);
    }

    [SharedTheory("vectors", "p_value_combination.json")]
    [InlineData("four_p")]
    [InlineData("weighted_cauchy")]
    [InlineData("edge")]
    [InlineData("perfectly_correlated")]
    public void Combined_probability_is_that_of_the_worked_example(string name)
    {
        var example = VectorCase.Of("p_value_combination.json", name);
        var weights = example.Inputs.TryGetProperty("w", out _) ? example.Numbers("w") : null;
        var expected = example.ExpectedNumber("cauchy_p");

        Assert.Equal(1, CauchyCombination.Combine(example.Numbers("p"), weights)!.Value / expected, 1e-9);
    }

    [Fact]
    public void What_is_not_known_is_left_out_of_a_combination()
    {
        Assert.Null(CauchyCombination.Combine([double.NaN]));
        Assert.Equal(CauchyCombination.Combine([0.01, 0.2]), CauchyCombination.Combine([0.01, double.NaN, 0.2]));
    }

    private static AlertFamily Family(string name) => Enum.Parse<AlertFamily>(name, ignoreCase: true);
}
