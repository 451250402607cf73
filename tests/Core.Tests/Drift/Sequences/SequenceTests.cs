using Plimsoll.Core.Tests.Quality;
using Plimsoll.Drift.Sequences;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Drift.Sequences;

public class SequenceTests
{
    [SharedFact("vectors", "mean_shift_welch.json")]
    public void The_worked_example_of_a_mean_shift_holds()
    {
        var example = VectorCase.Of("mean_shift_welch.json", "welch");
        var test = WelchTest.Of(Moments.Of(example.Numbers("baseline")), Moments.Of(example.Numbers("current")))!;

        Assert.Equal(example.ExpectedNumber("mean_shift"), test.Shift, 1e-12);
        Assert.Equal(example.ExpectedNumber("t"), test.Statistic!.Value, 1e-9);
        Assert.Equal(example.ExpectedNumber("df"), test.DegreesOfFreedom!.Value, 1e-9);
        Assert.Equal(example.ExpectedNumber("p_two_sided"), test.PValue, 1e-9);
        Assert.Equal(example.ExpectedNumber("hedges_g"), test.Effect!.Value, 1e-9);
    }

    [Fact]
    public void Means_that_never_vary_have_no_statistic()
    {
        var still = Moments.Of([1, 1, 1]);

        Assert.Equal((null, 1d), (WelchTest.Of(still, still)!.Statistic, WelchTest.Of(still, still)!.PValue));
        Assert.Equal(0, WelchTest.Of(still, Moments.Of([2, 2, 2]))!.PValue);
        Assert.Null(WelchTest.Of(still, Moments.Of([2])));
    }

    [SharedFact("vectors", "cusum.json")]
    public void The_worked_examples_of_cumulative_sums_hold()
    {
        var example = VectorCase.Of("cusum.json", "two_sided");
        var cusum = new Cusum();
        var sums = example.Numbers("z").Select(z => (Largest: cusum.Next(z), cusum.Up, cusum.Down)).ToList();
        Assert.Equal(example.ExpectedNumbers("S_plus"), sums.Select(s => s.Up), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(example.ExpectedNumbers("S_minus"), sums.Select(s => s.Down), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(example.ExpectedNumber("alarm_index"), sums.FindIndex(s => s.Largest > example.Number("h")));

        var lengths = VectorCase.Of("cusum.json", "arl_siegmund");
        foreach (var (h, i) in lengths.Numbers("h").Select((h, i) => (h, i)))
        {
            var oneSided = lengths.ExpectedNumbers("arl0_one_sided")[i];
            Assert.Equal(oneSided, Cusum.RunLength(h, 0), 1e-9 * oneSided);
            Assert.Equal(lengths.ExpectedNumbers("mean_delay_shift_1sd")[i], Cusum.RunLength(h, 1), 1e-9);
            Assert.Equal(lengths.ExpectedNumbers("mean_delay_shift_2sd")[i], Cusum.RunLength(h, 2), 1e-9);
        }
    }

    [Fact]
    public void One_wild_value_counts_for_four_deviations()
    {
        var cusum = new Cusum();

        Assert.Equal(Cusum.Clip - Cusum.Allowance, cusum.Next(1e9), 1e-12);
        cusum.Reset();
        Assert.Equal(Cusum.Clip - Cusum.Allowance, cusum.Next(-1e9), 1e-12);
        Assert.Equal(cusum.Down, Saved.Reload(cusum.Write, Cusum.Read).Down);
    }

    [SharedFact("vectors", "page_hinkley.json")]
    public void The_worked_example_of_page_and_hinkley_holds()
    {
        var example = VectorCase.Of("page_hinkley.json", "increase");
        var detector = new PageHinkley(example.Number("delta"));
        var values = example.Numbers("x").Select(detector.Next).ToList();

        Assert.Equal(example.ExpectedNumbers("PH"), values, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(example.ExpectedNumber("alarm_index"), values.FindIndex(v => v > example.Number("lambda")));
    }

    [SharedTheory("vectors", "adwin_cut.json")]
    [InlineData("cut")]
    [InlineData("cut_400")]
    public void The_worked_examples_of_an_adaptive_cut_hold(string name)
    {
        var example = VectorCase.Of("adwin_cut.json", name);
        var cut = AdaptiveWindowCut.Of(
            ((long)example.Number("n0"), example.Number("mean0")), ((long)example.Number("n1"), example.Number("mean1")), example.Number("variance"));

        Assert.Equal(example.ExpectedNumber("epsilon_cut"), cut.Least, 1e-12);
        Assert.Equal(example.Expected.GetProperty("drift").GetBoolean(), cut.Drifts);
    }

    [SharedFact("vectors", "mann_kendall_theil_sen.json")]
    public void The_worked_example_of_a_trend_holds()
    {
        var example = VectorCase.Of("mann_kendall_theil_sen.json", "ratings12");
        var test = TrendTest.Of(example.Numbers("y"))!;

        Assert.Equal(example.ExpectedNumber("S"), test.Score);
        Assert.Equal(example.ExpectedNumber("var_S"), test.Variance, 1e-9);
        Assert.Equal(example.ExpectedNumber("Z"), test.Z, 1e-9);
        Assert.Equal(example.ExpectedNumber("p_two_sided"), test.PValue, 1e-9);
        Assert.Equal(example.ExpectedNumber("theil_sen_slope"), test.Slope, 1e-12);
        Assert.True(test.Drifts);
    }

    [Fact]
    public void A_flat_series_has_no_trend_and_a_short_one_no_answer()
    {
        Assert.Equal(1, TrendTest.Of([.. Enumerable.Repeat(4d, 12)])!.PValue);
        Assert.Null(TrendTest.Of([.. Enumerable.Range(0, 9).Select(i => (double)i)]));
    }
}
