using Plimsoll.Comparison;
using Plimsoll.Comparison.Sides;
using Plimsoll.Components.Views;
using Plimsoll.Core.Tests.Components;

namespace Plimsoll.Core.Tests.Comparison.Sides;

public class SideComparisonTests
{
    private static readonly ComparedSide s_a = new("v1", 20_000, 200, new(20_000, 180, 40 * 40), new(20_000, 2_000, 300 * 300), new(20_000, 0.002, 1e-8));

    [Fact]
    public void A_version_that_is_like_the_other_is_not_worse_in_anything()
    {
        var comparison = SideComparison.Of(s_a, s_a with { Name = "v2" }, ComparisonMargins.Default);

        Assert.Equal(["errors", "ttft", "total_latency", "cost"], comparison.Measures.Select(m => m.Name));
        Assert.Equal(ComparisonVerdict.NotWorse, comparison.Verdict);
    }

    [Fact]
    public void A_version_that_is_worse_in_one_measure_is_worse()
    {
        var comparison = SideComparison.Of(s_a, s_a with { Name = "v2", Errors = 1_000 }, ComparisonMargins.Default);

        Assert.Equal(ComparisonVerdict.Worse, comparison.Verdict);
        Assert.Matches(@"^worse by 0\.04 \[0\.03\d*, 0\.04\d*\]$", comparison.Measures[0].Result.ToString());
    }

    [Fact]
    public void Worse_for_certain_but_within_the_margin_is_not_called_worse()
    {
        var comparison = SideComparison.Of(s_a, s_a with { TotalMs = new(20_000, 2_020, 100) }, ComparisonMargins.Default);

        Assert.Equal(ComparisonVerdict.Worse, comparison.Measures.Single(m => m.Name == "total_latency").Result.Verdict);
        Assert.Equal(ComparisonVerdict.NotWorse, comparison.Verdict);
    }

    [Fact]
    public void What_only_one_of_them_has_is_not_compared()
    {
        var comparison = SideComparison.Of(s_a, s_a with { TtftMs = default, Cost = default }, ComparisonMargins.Default);

        Assert.Equal(["errors", "total_latency"], comparison.Measures.Select(m => m.Name));
    }

    [Fact]
    public void Of_a_version_that_has_served_nobody_nothing_is_said()
    {
        var comparison = SideComparison.Of(s_a, new("v2", 0, 0, default, default, default), ComparisonMargins.Default);

        Assert.Empty(comparison.Measures);
        Assert.Equal(ComparisonVerdict.Undecided, comparison.Verdict);
    }

    [Fact]
    public void Scores_are_compared_where_evaluator_and_rubric_are_the_same()
    {
        var comparison = SideComparison.Of(
            s_a with { Quality = [Scored("safety", "r:1", 0.9), Scored("relevance", "r:1", 0.9)] },
            s_a with { Quality = [Scored("safety", "r:1", 0.8), Scored("relevance", "r:2", 0.1)] }, ComparisonMargins.Default);

        var safety = comparison.Measures.Single(m => m.Unit == MeasureUnit.Score);
        Assert.Equal(("quality.safety", "r:1", "openai:m", ComparisonVerdict.Worse), (safety.Name, safety.Rubric, safety.Evaluator, safety.Result.Verdict));
        Assert.Equal(ComparisonVerdict.Worse, comparison.Verdict);
    }

    [Fact]
    public void A_heuristics_scores_are_shown_and_decide_nothing()
    {
        var comparison = SideComparison.Of(
            s_a with { Quality = [Scored("safety", "r:1", 0.9) with { IsHint = true }] },
            s_a with { Quality = [Scored("safety", "r:1", 0.1) with { IsHint = true }] }, ComparisonMargins.Default);

        Assert.Equal(ComparisonVerdict.Worse, comparison.Measures.Single(m => m.IsHint).Result.Verdict);
        Assert.Equal(ComparisonVerdict.NotWorse, comparison.Verdict);
    }

    [Theory]
    [InlineData(false, "trusted", false)]
    [InlineData(false, "unproven", false)]
    [InlineData(false, "quarantined", true)]
    [InlineData(true, "unproven", true)]
    public void Scores_of_heuristics_and_of_judges_with_whom_people_disagree_are_hints(bool heuristic, string trust, bool hint)
    {
        var score = new QualityScoreView("safety", "r:1", "e", heuristic, "v1", 0.9, 0.8, 0.95, 10, 0, 100, null, null) { Trust = trust };
        var view = new Feed().View(Feed.T0) with { Quality = [score] };

        Assert.Equal(hint, Assert.Single(ScoredArm.Of(view, "v1")).IsHint);
        Assert.Empty(ScoredArm.Of(view, "v2"));
    }

    private static ScoredArm Scored(string dimension, string rubric, double mean) => new(dimension, rubric, "openai:m", IsHint: false, new(2_000, mean, 0.01));
}
