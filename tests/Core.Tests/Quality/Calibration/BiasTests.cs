using Plimsoll.Quality.Calibration;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Calibration;

public class BiasTests
{
    [SharedFact("vectors", "judge_bias.json")]
    public void The_worked_examples_hold()
    {
        var swap = VectorCase.Of("judge_bias.json", "position_swap");
        var position = new PositionBias((int)swap.Number("consistent"), (int)swap.Number("first_both_orders"), (int)swap.Number("second_both_orders"));
        Assert.Equal(swap.ExpectedNumber("position_consistency"), position.Consistency!.Value, 1e-9);
        Assert.Equal(swap.ExpectedNumber("first_preference_share"), position.FirstShare!.Value, 1e-9);
        Assert.Equal(swap.ExpectedNumber("p_value_exact_binomial"), position.PValue, 1e-9);
        Assert.True(position.IsBiased);

        var partial = VectorCase.Of("judge_bias.json", "verbosity_partial_spearman");
        var verbosity = VerbosityBias.Of(partial.Numbers("judge"), partial.Numbers("length"), partial.Numbers("human"));
        Assert.Equal(partial.ExpectedNumber("partial_judge_length_given_human"), verbosity.Partial!.Value, 1e-9);
        Assert.False(verbosity.IsBiased, "eight answers are too few to say so");
    }

    [Fact]
    public void A_judge_that_never_contradicts_itself_has_no_position_bias()
    {
        var fair = new PositionBias(50, 0, 0);

        Assert.Equal((1d, null, 1d, false), (fair.Consistency, fair.FirstShare, fair.PValue, fair.IsBiased));
        Assert.False(new PositionBias(0, 12, 9).IsBiased);
    }

    [Fact]
    public void A_judge_that_scores_by_length_is_found_out()
    {
        var random = new Random(5);
        var human = Enumerable.Range(0, 200).Select(_ => random.NextDouble()).ToArray();
        var length = Enumerable.Range(0, 200).Select(_ => random.NextDouble() * 1_000).ToArray();

        Assert.True(VerbosityBias.Of([.. human.Zip(length, (h, l) => h + l / 1_000)], length, human).IsBiased);
        Assert.False(VerbosityBias.Of([.. human.Select(h => h + random.NextDouble())], length, human).IsBiased);
        Assert.Null(VerbosityBias.Of([.. human.Select(_ => 0.5)], length, human).Partial);
    }

    [Fact]
    public void An_evaluator_that_has_changed_shows_on_the_answers_that_have_not()
    {
        double[] before = [.. Enumerable.Range(0, 20).Select(i => 0.4 + i * 0.02)];

        Assert.True(FixedSetCheck.Of(before, [.. before.Select(s => (double?)(s + 0.1))]).HasChanged);
        Assert.True(FixedSetCheck.Of(before, [.. before.Select((s, i) => (double?)(s + 0.1 + i % 3 * 0.02))]).HasChanged);
        Assert.False(FixedSetCheck.Of(before, [.. before.Select((s, i) => (double?)(s + (i % 2 == 0 ? 0.1 : -0.1)))]).HasChanged);
        Assert.False(FixedSetCheck.Of(before, [.. before.Select((s, i) => i < 15 ? null : (double?)(s + 0.1))]).HasChanged);
        Assert.False(FixedSetCheck.Of(before, [.. before.Select(s => (double?)s)]).HasChanged);
    }
}
