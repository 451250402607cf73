using Plimsoll.Quality.Calibration;
using Plimsoll.Quality.Estimation;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Calibration;

public class PredictionPoweredMeanTests
{
    [SharedTheory("vectors", "ppi_mean.json")]
    [InlineData("mean")]
    [InlineData("interior_lambda")]
    public void The_worked_examples_hold(string name)
    {
        var example = VectorCase.Of("ppi_mean.json", name);
        var (human, judge, others) = (Scores(example, "Y_human"), Scores(example, "F_judge_labeled"), Scores(example, "F_judge_unlabeled"));

        Assert.Equal(example.ExpectedNumber("lambda"), PredictionPoweredMean.Tune(human, judge, others), 1e-9);
        foreach (var (kind, lambda) in new (string, double?)[] { ("ppi_plus_plus", null), ("ppi_lambda1", 1), ("classical_lambda0", 0) })
        {
            var mean = PredictionPoweredMean.Of(human, judge, others, example.Number("alpha"), lambda);
            Assert.Equal(example.ExpectedNumber(kind, "estimate"), mean.Estimate, 1e-9);
            Assert.Equal(example.ExpectedNumber(kind, "se"), mean.StandardError, 1e-9);
            Assert.True(mean.Bounds.Width > example.ExpectedWidth(kind, "ci"), "few judgements take Student's quantile");
        }
    }

    [Fact]
    public void A_judge_that_always_says_the_same_is_not_used() => Assert.Equal(
        0, PredictionPoweredMean.Of(new([0, 1, 1]), new([1, 1, 1]), new([1, 1, 1, 1])).Lambda);

    [Fact]
    public void Judgements_that_were_drawn_unequally_are_weighted_back()
    {
        // Bad answers (0.2) were drawn four times as often as good ones (0.8): half and half in the sample, 1 to 4 in truth.
        double[] y = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 0.2 : 0.8)];
        double[] weights = [.. y.Select(v => v < 0.5 ? 1d : 4d)];
        var mean = PredictionPoweredMean.Of(new(y, weights), new(y, weights), new([.. Enumerable.Range(0, 1_000).Select(i => i % 5 == 0 ? 0.2 : 0.8)]));

        Assert.Equal(0.68, mean.Estimate, 1e-9);
    }

    [SharedTheory("data", "xstest_judge")]
    [InlineData("gpt4")]
    [InlineData("llama2new")]
    [InlineData("mistralinstruct")]
    public void On_public_data_the_interval_covers_the_human_rate_and_is_hardly_wider_than_without_the_judge(string model)
    {
        var (human, judge) = JudgedData.XsTest(model);
        var pairs = human.Zip(judge).Where(p => p.Second != JudgedData.Unreadable)
            .Select(p => (Human: p.First == 1 ? 1d : 0, Judge: p.Second == 1 ? 1d : 0)).ToArray();
        var truth = pairs.Average(p => p.Human);
        var random = new Random(11);
        const int Resamples = 1_000;
        var covered = 0;
        double widest = 0;
        for (var run = 0; run < Resamples; run++)
        {
            random.Shuffle(pairs);
            var (mean, classical) = Estimates(pairs, labelled: 100);
            covered += mean.Bounds.Contains(truth) ? 1 : 0;
            widest = Math.Max(widest, mean.Bounds.Width / classical.Bounds.Width);
        }
        Assert.True(covered >= 0.93 * Resamples, $"covers in {covered} of {Resamples}");
        Assert.True(widest <= 1.02, $"up to {widest:0.###} times as wide");
    }

    private static (PredictionPoweredMean Tuned, PredictionPoweredMean Classical) Estimates((double Human, double Judge)[] pairs, int labelled)
    {
        var human = new WeightedScores([.. pairs.Take(labelled).Select(p => p.Human)]);
        var judge = new WeightedScores([.. pairs.Take(labelled).Select(p => p.Judge)]);
        var others = new WeightedScores([.. pairs.Skip(labelled).Select(p => p.Judge)]);
        return (PredictionPoweredMean.Of(human, judge, others), PredictionPoweredMean.Of(human, judge, others, ConfidenceSequence.DefaultAlpha, 0));
    }

    private static WeightedScores Scores(VectorCase example, string input) => new(example.Numbers(input));
}
