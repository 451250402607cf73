using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Estimation;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Estimation;

public class SequenceTests
{
    [SharedFact("vectors", "empirical_bernstein_cs.json")]
    public void The_worked_example_of_the_empirical_bernstein_sequence_holds()
    {
        var example = VectorCase.Of("empirical_bernstein_cs.json", "n20");
        var sequence = new ConfidenceSequence();
        foreach (var x in example.Numbers("x"))
        {
            sequence.Add(x);
            if (example.Expected.GetProperty("lower_at").TryGetProperty($"{sequence.Count}", out var lower))
                Assert.Equal(lower.GetDouble(), sequence.Interval.Lower, 1e-9);
        }
        Assert.Equal(1, sequence.Interval.Upper);
    }

    [SharedFact("vectors", "empirical_bernstein_cs.json")]
    public void It_closes_in_and_goes_on_after_being_saved()
    {
        var example = VectorCase.Of("empirical_bernstein_cs.json", "n500_repeat");
        var sequence = new ConfidenceSequence();
        for (var i = 0; i < 25; i++)
        {
            foreach (var x in example.Numbers("x_block"))
                sequence.Add(x);
            sequence = Reload(sequence);
        }
        Assert.Equal(example.ExpectedNumber("lower"), sequence.Interval.Lower, 1e-9);
        Assert.Equal(example.ExpectedNumber("upper"), sequence.Interval.Upper, 1e-9);
    }

    [SharedFact("vectors", "betting_hedged_cs.json")]
    public void The_worked_examples_of_the_betting_sequence_hold()
    {
        var example = VectorCase.Of("betting_hedged_cs.json", "n20");
        var sequence = new BettingSequence();
        foreach (var x in example.Numbers("x"))
        {
            sequence.Add(x);
            if (!example.Expected.GetProperty("lower_at").TryGetProperty($"{sequence.Count}", out var lower))
                continue;
            Assert.Equal(lower.GetDouble(), sequence.Interval.Lower, 0.0015);
            Assert.Equal(example.ExpectedNumber("upper_at", $"{sequence.Count}"), sequence.Interval.Upper, 0.0015);
        }
        var longer = VectorCase.Of("betting_hedged_cs.json", "n200_repeat");
        var (betting, bernstein) = (new BettingSequence(), new ConfidenceSequence());
        foreach (var x in Enumerable.Repeat(longer.Numbers("x_block"), 10).SelectMany(b => b))
        {
            betting.Add(x);
            bernstein.Add(x);
        }
        Assert.Equal(longer.ExpectedNumber("lower"), betting.Interval.Lower, 0.0015);
        Assert.Equal(longer.ExpectedNumber("upper"), betting.Interval.Upper, 0.0015);
        Assert.True(betting.Interval.Width < bernstein.Interval.Width);
    }

    [Fact]
    public void Weighted_scores_bound_the_mean_at_every_time()
    {
        var misses = 0;
        for (var run = 0; run < 60; run++)
        {
            var random = new Random(run);
            var sequence = new ConfidenceSequence(mostWeight: ConfidenceSequence.MostWeight);
            var missed = false;
            for (var i = 0; i < 1_500; i++)
            {
                // Half of the traffic scores 0.5 and is sampled twice as often as the other half, which scores 0.9.
                var dense = random.NextDouble() < 2d / 3;
                sequence.Add(dense ? 0.5 : 0.9, dense ? 0.75 : 1.5);
                missed |= !sequence.Interval.Contains(0.7);
            }
            misses += missed ? 1 : 0;
            Assert.True(sequence.Interval.Width < 0.2);
        }
        Assert.True(misses <= 3, $"{misses} of 60 sequences lost the mean");
    }

    [Fact]
    public void A_score_outside_its_scale_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfidenceSequence().Add(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BettingSequence().Add(double.NaN));
    }

    private static ConfidenceSequence Reload(ConfidenceSequence sequence)
    {
        var writer = new StateWriter();
        sequence.Write(writer);
        var reader = new StateReader("test", writer.ToArray());
        return ConfidenceSequence.Read(ref reader);
    }
}
