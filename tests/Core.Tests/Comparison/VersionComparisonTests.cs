using Plimsoll.Comparison;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Core.Tests.Comparison;

public class VersionComparisonTests
{
    [Fact]
    public void A_version_that_scores_lower_is_worse_by_so_much()
    {
        var result = VersionComparison.Compare(ComparedMeasure.Quality, new(5_000, 0.90, 0.01), new(5_000, 0.87, 0.01), 0.02);

        Assert.Equal(ComparisonVerdict.Worse, result.Verdict);
        Assert.Matches(@"^worse by 0\.03 \[0\.02\d?, 0\.03\d?\]$", result.ToString());
        Assert.True(result.IsBeyondMargin);
    }

    [Fact]
    public void A_version_that_scores_alike_is_not_worse_within_the_margin() => Assert.Equal(
        "not worse within 0.02",
        VersionComparison.Compare(ComparedMeasure.Quality, new(5_000, 0.90, 0.01), new(5_000, 0.905, 0.01), 0.02).ToString());

    [Fact]
    public void With_as_many_more_as_it_says_an_undecided_comparison_is_decided()
    {
        var undecided = VersionComparison.Compare(ComparedMeasure.Quality, new(300, 0.90, 0.01), new(300, 0.895, 0.01), 0.02);
        Assert.Matches("^undecided, about [0-9]+ more$", undecided.ToString());

        var more = undecided.More!.Value / 2d;
        Arm A(double n) => new(300 + n, 0.90, 0.01);
        Arm B(double n) => new(300 + n, 0.895, 0.01);
        Assert.Equal(ComparisonVerdict.NotWorse, VersionComparison.Compare(ComparedMeasure.Quality, A(more), B(more), 0.02).Verdict);
        Assert.Equal(ComparisonVerdict.Undecided, VersionComparison.Compare(ComparedMeasure.Quality, A(more * 0.8), B(more * 0.8), 0.02).Verdict);
    }

    [Fact]
    public void Of_a_handful_nothing_is_said()
    {
        var few = VersionComparison.Compare(ComparedMeasure.Errors, Arm.OfShare(0, 10_000), Arm.OfShare(20, 50), 0.01);

        Assert.Equal((ComparisonVerdict.Undecided, null), (few.Verdict, few.Bounds));
        Assert.Equal("undecided, too little is known", VersionComparison.Compare(ComparedMeasure.Errors, default, Arm.OfShare(0, 500), 0.01).ToString());
    }

    [Theory]
    [InlineData(ComparedMeasure.Errors)]
    [InlineData(ComparedMeasure.Latency)]
    [InlineData(ComparedMeasure.Cost)]
    public void Of_every_other_measure_less_is_better(ComparedMeasure measure)
    {
        Assert.Equal(ComparisonVerdict.Worse, VersionComparison.Compare(measure, Arm.OfShare(50, 5_000), Arm.OfShare(250, 5_000), 0.01).Verdict);
        Assert.Equal(ComparisonVerdict.NotWorse, VersionComparison.Compare(measure, Arm.OfShare(250, 5_000), Arm.OfShare(50, 5_000), 0.01).Verdict);
    }

    [Fact]
    public void Moments_and_scores_make_the_same_arm()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(i => 0.5 + i % 5 * 0.1)];
        var window = new ScoreWindow();
        foreach (var value in values)
            window.Add(value, 0.0001);
        var moments = Arm.OfMoments(values.Length, values.Sum(), values.Sum(v => v * v));

        var scores = Arm.OfScores(window);

        Assert.Equal(moments.Mean, scores.Mean, 1e-9);
        Assert.Equal(moments.Variance, scores.Variance, 0.001);
    }

    [Fact]
    public void Equal_versions_are_hardly_ever_called_worse_though_one_looks_all_the_time()
    {
        var wrong = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            long a = 0, b = 0;
            var called = false;
            for (var n = 1; n <= 4_000; n++)
            {
                a += random.NextDouble() < 0.3 ? 1 : 0;
                b += random.NextDouble() < 0.3 ? 1 : 0;
                if (n % 20 == 0)
                    called |= VersionComparison.Compare(ComparedMeasure.Errors, Arm.OfShare(a, n), Arm.OfShare(b, n), 0.02).Verdict == ComparisonVerdict.Worse;
            }
            wrong += called ? 1 : 0;
        }
        Assert.InRange(wrong, 0, 10);
    }
}
