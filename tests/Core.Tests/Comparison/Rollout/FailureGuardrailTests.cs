using Plimsoll.Comparison;
using Plimsoll.Comparison.Rollout;
using Plimsoll.Core.Tests.Quality;

namespace Plimsoll.Core.Tests.Comparison.Rollout;

public class FailureGuardrailTests
{
    [Fact]
    public void Evidence_multiplies_over_shares_of_traffic_and_is_saved()
    {
        var guardrail = new FailureGuardrail();
        guardrail.Add(new(100, 2), new(9_900, 20));
        guardrail = Saved.Reload(guardrail.Write, FailureGuardrail.Read);
        guardrail.Add(new(500, 8), new(9_500, 40));

        double Ratio(double r, double share, int canary, int stable) =>
            Math.Pow(ConditionalBinomial.ToleratedShare(share, r) / share, canary) * Math.Pow((1 - ConditionalBinomial.ToleratedShare(share, r)) / (1 - share), stable);
        var expected = ((double[])[1.25, 1.5, 2, 3, 5, 10]).Average(r => Ratio(r, 0.01, 2, 20) * Ratio(r, 0.05, 8, 40));
        Assert.Equal(expected, guardrail.EValue, 1e-9 * expected);
    }

    [Fact]
    public void One_version_alone_says_nothing_and_no_evidence_is_infinite()
    {
        var guardrail = new FailureGuardrail();
        guardrail.Add(new(100, 100), default);
        guardrail.Add(default, new(100, 100));
        Assert.Equal(1, guardrail.EValue);

        guardrail.Add(new(1_000_000, 1_000_000), new(1_000_000, 0));
        Assert.True(guardrail.EValue > 1e200 && double.IsFinite(guardrail.EValue));
    }

    [Fact]
    public void A_canary_that_fails_as_often_is_hardly_ever_called_worse_and_one_that_fails_twice_as_often_mostly_is()
    {
        Assert.InRange(Called(1), 0, 9);
        Assert.InRange(Called(2), 270, 300);
    }

    /// <summary>How many of 300 rollouts reach e = 100 while the share of the canary rises.</summary>
    private static int Called(double ratio)
    {
        var calls = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var guardrail = new FailureGuardrail();
            var called = false;
            foreach (var share in (ReadOnlySpan<double>)[0.01, 0.05, 0.25, 0.5])
            {
                for (var i = 0; i < 200; i++)
                {
                    var canary = random.NextDouble() < ConditionalBinomial.ToleratedShare(share, ratio);
                    guardrail.Add(new((long)(share * 1_000), canary ? 1 : 0), new((long)((1 - share) * 1_000), canary ? 0 : 1));
                    called |= guardrail.EValue >= 100;
                }
            }
            calls += called ? 1 : 0;
        }
        return calls;
    }
}
