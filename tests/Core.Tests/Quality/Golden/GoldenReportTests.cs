using Plimsoll.Quality.Golden;

namespace Plimsoll.Core.Tests.Quality.Golden;

public class GoldenReportTests
{
    [Fact]
    public void A_missing_score_is_missing_and_never_0()
    {
        var report = Report(Result("a", 1), Result("b", 0), Result("c", null));

        Assert.Equal((0.5, 3, 1, (double?)null), (report.MeanScore!.Value, report.Questions, report.Missing, report.Consistency));
        Assert.Null(Report(Result("a", null)).MeanScore);
    }

    [Fact]
    public void Paraphrases_are_consistent_when_they_are_answered_alike()
    {
        var report = Report(
            Result("a1", 1, "a", "PARIS"), Result("a2", 1, "a", "PARIS"), Result("a3", 0, "a", "LYON"),
            Result("b1", 0.6, "b"), Result("b2", 0.5, "b"), Result("b3", null, "b"), Result("c", 1, "c"), Result("d", 1));

        Assert.Equal(2d / 4, report.Consistency);
    }

    [Fact]
    public void Paraphrases_that_are_scored_in_different_ways_are_consistent_when_both_are_right() =>
        Assert.Equal(1, Report(Result("exact", 1, "a", "PARIS"), Result("pattern", 1, "a"), Result("numeric", 1, "b", "3.14"), Result("closer", 1, "b", "3.1416")).Consistency);

    [Fact]
    public void Two_wrong_answers_that_differ_are_not_consistent() =>
        Assert.Equal(0, Report(Result("a1", 0, "a", "LYON"), Result("a2", 0, "a", "NICE")).Consistency);

    [Fact]
    public void A_run_is_compared_over_the_questions_that_both_scored()
    {
        var before = Report([.. Enumerable.Range(0, 10).Select(i => Result($"q{i}", 1)), Result("gone", 1), Result("failed", null)]);
        var after = Report([.. Enumerable.Range(0, 10).Select(i => Result($"q{i}", i < 6 ? 0 : 1)), Result("new", 0), Result("failed", 0)]);

        var difference = GoldenDifference.Of(before, after);

        Assert.Equal((10, -0.6, 0), (difference.Common, difference.MeanChange!.Value, difference.Better));
        Assert.Equal(["q0", "q1", "q2", "q3", "q4", "q5"], difference.Worse);
        Assert.Equal(1d / 64, difference.SignP, 12);
        Assert.True(difference.IsRegression(0.02));
        Assert.False(difference.IsRegression(0.6));
    }

    [Fact]
    public void Less_consistency_is_a_regression_too()
    {
        var before = Report(Result("a1", 0, "a", "LYON"), Result("a2", 0, "a", "LYON"));
        var after = Report(Result("a1", 0, "a", "LYON"), Result("a2", 0, "a", "NICE"));

        Assert.True(GoldenDifference.Of(before, after).IsRegression(0.02));
        Assert.False(GoldenDifference.Of(after, before).IsRegression(0.02));
    }

    [Fact]
    public void Without_common_questions_nothing_has_regressed()
    {
        var difference = GoldenDifference.Of(Report(Result("a", 1)), Report(Result("b", 0)));

        Assert.Equal((0, (double?)null, 1d), (difference.Common, difference.MeanChange, difference.SignP));
        Assert.False(difference.IsRegression(0));
    }

    private static GoldenReport Report(params GoldenResult[] results) => GoldenReport.Of("0123456789ab", "e", null, DateTimeOffset.UnixEpoch, results);

    private static GoldenResult Result(string id, double? score, string? group = null, string? essence = null) =>
        new(id, group, score, score is null ? "timeout" : null, essence, 1);
}
