using Plimsoll.Anomaly.Outliers;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Anomaly.Outliers;

public class OutlierTests
{
    [SharedFact("vectors", "robust_z_mad.json")]
    public void Robust_scores_of_the_worked_examples_hold()
    {
        var spike = VectorCase.Of("robust_z_mad.json", "spike");
        var still = VectorCase.Of("robust_z_mad.json", "mad_zero");
        var brief = VectorCase.Of("robust_z_mad.json", "too_short");

        var score = RobustScore.Of(spike.Numbers("history"), spike.Number("x"), new(MinCount: 9, RelativeFloor: 0, Most: double.PositiveInfinity))!.Value;
        Assert.Equal((spike.ExpectedNumber("median"), spike.ExpectedNumber("mad")), (score.Median, score.Deviation));
        Assert.Equal(spike.ExpectedNumber("z"), score.Z, 1e-9);

        score = RobustScore.Of(still.Numbers("history"), still.Number("x"), new(6, still.Number("abs_floor"), still.Number("rel_floor")))!.Value;
        Assert.Equal((0, still.ExpectedNumber("scale")), (score.Deviation, score.Scale));
        Assert.Equal(still.ExpectedNumber("z"), score.Z, 1e-9);

        Assert.Null(RobustScore.Of(brief.Numbers("history"), brief.Number("x"), RobustLimits.Default));
    }

    [SharedFact("vectors", "spot_gpd.json")]
    public void Fits_of_a_tail_hold()
    {
        var example = VectorCase.Of("spot_gpd.json", "gpd_fit");
        var excesses = example.Numbers("excesses");

        var moments = GeneralizedPareto.OfMoments(excesses)!.Value;
        Assert.Equal(example.ExpectedNumber("mom_xi"), moments.Shape, 1e-9);
        Assert.Equal(example.ExpectedNumber("mom_sigma"), moments.Scale, 1e-9);
        var likely = GeneralizedPareto.OfLikelihood(excesses);
        Assert.Equal(example.ExpectedNumber("mle_xi"), likely.Shape, 1e-5);
        Assert.Equal(example.ExpectedNumber("mle_sigma"), likely.Scale, 1e-5);
        Assert.Equal(example.ExpectedNumber("mle_loglik"), likely.LogLikelihood(excesses), 1e-5);
        Assert.Equal(likely, GeneralizedPareto.Fit(excesses));
    }

    [SharedFact("vectors", "spot_gpd.json")]
    public void Thresholds_and_chances_of_a_tail_hold()
    {
        var example = VectorCase.Of("spot_gpd.json", "zq_and_tail");
        var tail = Tail(example);

        Assert.All(example.Numbers("q").Zip(example.ExpectedNumbers("z_q")), c => Assert.Equal(c.Second, tail.Quantile(c.First), 1e-9));
        Assert.All(example.Numbers("x").Zip(example.ExpectedNumbers("p_x")), c => Assert.Equal(c.Second, tail.Chance(c.First), 1e-12));
        var exponential = VectorCase.Of("spot_gpd.json", "xi_zero");
        Assert.Equal(exponential.ExpectedNumber("z_q"), Tail(exponential).Quantile(exponential.Number("q")), 1e-9);
    }

    [SharedFact("vectors", "generalized_esd.json")]
    public void The_outliers_of_Rosner_are_found()
    {
        var example = VectorCase.Of("generalized_esd.json", "rosner54");

        var found = GeneralizedEsd.Of(example.Numbers("x"), (int)example.Number("max_outliers"));

        Assert.All(found.Steps.Zip(example.ExpectedNumbers("R")), s => Assert.Equal(s.Second, s.First.Statistic, 1e-6));
        Assert.All(found.Steps.Zip(example.ExpectedNumbers("lambda")), s => Assert.Equal(s.Second, s.First.Critical, 1e-6));
        Assert.Equal(example.ExpectedNumber("n_outliers"), found.Outliers);
    }

    [SharedFact("vectors", "mahalanobis_t2.json")]
    public void The_joint_distance_of_the_worked_example_holds()
    {
        var example = VectorCase.Of("mahalanobis_t2.json", "k3");
        var rows = example.Inputs.GetProperty("cov").EnumerateArray().Select(r => r.EnumerateArray().Select(v => v.GetDouble()).ToArray()).ToArray();
        var covariance = new double[3, 3];
        for (var i = 0; i < 9; i++)
            covariance[i / 3, i % 3] = rows[i / 3][i % 3];
        HotellingTest Of(double shrink) => HotellingTest.Of(example.Numbers("d"), covariance, shrink, (long)example.Number("n_baseline"))!;

        Assert.Equal(example.ExpectedNumber("T2_unshrunk"), Of(0).Distance, 1e-9);
        var test = Of(example.Number("shrink_offdiag"));
        Assert.Equal(example.ExpectedNumber("T2"), test.Distance, 1e-9);
        Assert.Equal(example.ExpectedNumber("chi2_p"), test.PValue, 1e-9);
        Assert.Equal(example.ExpectedNumber("F"), test.F, 1e-9);
        Assert.Equal(example.ExpectedNumber("F_p"), test.FPValue, 1e-9);
        Assert.Equal(test.Distance, test.Parts.Sum(), 1e-9);
    }

    [SharedFact("vectors", "holt_winters_additive.json")]
    public void The_forecasts_of_the_worked_example_hold()
    {
        var example = VectorCase.Of("holt_winters_additive.json", "m4");
        var (series, period) = (example.Numbers("y"), (int)example.Number("period"));
        var smoother = new HoltWinters(series[..(2 * period)]);

        foreach (var (value, expected) in series[period..].Zip(example.ExpectedNumbers("one_step_forecasts_from_index4")))
        {
            Assert.Equal(expected, smoother.Forecast, 1e-9);
            smoother.Take(value);
        }
        Assert.Equal(example.ExpectedNumber("final_level"), smoother.Level, 1e-9);
        Assert.Equal(example.ExpectedNumber("final_trend"), smoother.Trend, 1e-9);
        Assert.All(smoother.Season.Zip(example.ExpectedNumbers("final_seasonal_by_phase")), s => Assert.Equal(s.Second, s.First, 1e-9));
    }

    [Fact]
    public void A_tail_that_does_not_vary_and_a_singular_covariance_have_no_answer()
    {
        Assert.Null(GeneralizedPareto.Fit([2, 2, 2]));
        Assert.Null(HotellingTest.Of([1, 1], new double[,] { { 1, 1 }, { 1, 1 } }, 0, 100));
    }

    private static ExtremeTail Tail(VectorCase example) => new(
        example.Number("t"), (long)example.Number("n"), (long)example.Number("Nt"), new(example.Number("xi"), example.Number("sigma")));
}
