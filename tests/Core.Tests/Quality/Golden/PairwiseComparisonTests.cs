using Plimsoll.Comparison;
using Plimsoll.Quality;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Core.Tests.Quality.Golden;

public class PairwiseComparisonTests
{
    [Fact]
    public void Answer_wins_that_is_better_in_both_orders_and_a_contradiction_is_a_tie()
    {
        var comparison = PairwiseComparison.Of([Pair("won", 0.9, 0.1), Pair("lost", 0.2, 0.8), Pair("first", 0.1, 0.2), Pair("even", 0.5, 0.1), new("none", null, null, "judge_timeout")]);

        Assert.Equal((1, 1, 2, 0.5), (comparison.Wins, comparison.Losses, comparison.Ties, comparison.WinRate!.Value));
        Assert.Equal((1, 0), (comparison.Position.First, comparison.Position.Second));
        Assert.Equal(["lost"], comparison.Worse);
        Assert.Equal(ComparisonVerdict.Undecided, comparison.Verdict);
    }

    [Fact]
    public void Who_loses_four_of_five_is_worse_and_who_is_even_over_many_is_not()
    {
        Assert.Equal(ComparisonVerdict.Worse, PairwiseComparison.Of([.. Enumerable.Range(0, 60).Select(i => i % 5 == 0 ? Pair($"{i}", 1, 0) : Pair($"{i}", 0, 1))]).Verdict);
        var even = PairwiseComparison.Of([.. Enumerable.Range(0, 1_200).Select(i => (i % 4) switch { 0 => Pair($"{i}", 1, 0), 1 => Pair($"{i}", 0, 1), _ => PairVerdict.Same($"{i}") })]);
        Assert.Equal((ComparisonVerdict.NotWorse, 0.5), (even.Verdict, even.WinRate!.Value));
        Assert.True(even.Bounds!.Value.Contains(0.5));
    }

    /// <summary>Twenty thousand runs would take minutes; 300 of 40 pairs are enough to see a bound that is wrong by much.</summary>
    [Fact]
    public void Equal_runs_are_called_worse_in_one_of_twenty_cases_at_most()
    {
        var random = new Random(5);
        var wrong = Enumerable.Range(0, 300).Count(_ =>
            PairwiseComparison.Of([.. Enumerable.Range(0, 40).Select(i => random.Next(2) == 0 ? Pair($"{i}", 1, 0) : Pair($"{i}", 0, 1))]).Verdict == ComparisonVerdict.Worse);
        Assert.InRange(wrong, 0, 15);
    }

    [Fact]
    public void Without_a_pair_nothing_is_said()
    {
        var none = PairwiseComparison.Of([]);
        Assert.Equal((null, null, ComparisonVerdict.Undecided), (none.WinRate, none.Bounds, none.Verdict));
    }

    [Fact]
    public void Answers_are_read_as_they_were_written_and_errors_name_the_line_without_a_text()
    {
        var answer = new AnsweredQuestion("a", "What is \"2 + 2\"?", "Four\nor 4");
        List<LineError> errors = [];
        Assert.Equal([answer], GoldenAnswers.Read(GoldenAnswers.Line(answer) + "\n\n", errors));

        Assert.Null(GoldenAnswers.Read($"{GoldenAnswers.Line(answer)}\n{{\"id\":\"b\",\"prompt\":\"secret\"}}\nno\n{GoldenAnswers.Line(answer)}", errors));
        Assert.Equal([2, 3, 4], errors.Select(e => e.Line));
        Assert.DoesNotContain(errors, e => e.ToString().Contains("secret", StringComparison.Ordinal));
    }

    private static PairVerdict Pair(string id, double aFirst, double bFirst) => new(id, aFirst, bFirst, null);
}
