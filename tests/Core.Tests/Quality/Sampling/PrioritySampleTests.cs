using Plimsoll.Quality.Estimation;
using Plimsoll.Quality.Sampling;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Sampling;

public class PrioritySampleTests
{
    private static readonly double[] Weights = [1, 1, 5, 1, 2, 10, 1, 3, 1, 1];
    private static readonly double[] Values = [0.9, 0.8, 0.4, 0.95, 0.7, 0.2, 0.85, 0.6, 0.9, 1.0];

    [SharedFact("vectors", "priority_sampling.json")]
    public void The_worked_example_holds()
    {
        var example = VectorCase.Of("priority_sampling.json", "k4");
        var weights = example.Numbers("weights");

        var sample = PrioritySample.Take(weights, example.Numbers("u"), 4);

        Assert.Equal(example.ExpectedNumbers("selected_indices").Select(i => (int)i), sample.Selected);
        Assert.Equal(example.ExpectedNumber("tau"), sample.Threshold, 1e-9);
        Assert.All(sample.Selected, i => Assert.Equal(example.ExpectedNumber("inclusion_prob", $"{i}"), sample.Inclusion(weights[i]), 1e-9));
        var sums = new PoissonSums();
        foreach (var i in sample.Selected)
            sums.Add(example.Numbers("quality")[i], sample.Inclusion(weights[i]));
        Assert.Equal(example.ExpectedNumber("hajek_mean"), sums.Mean!.Value, 1e-9);
        Assert.Equal(example.ExpectedNumber("ht_mean"), sums.HorvitzThompson(10), 1e-9);
        Assert.Equal(example.ExpectedNumber("estimated_population"), sums.Population, 1e-9);
    }

    [Fact]
    public void Everything_is_kept_when_there_is_room()
    {
        var sample = PrioritySample.Take([1, 2], [0.5, 0.5], 4);

        Assert.Equal([0, 1], sample.Selected);
        Assert.Equal((0d, 1d), (sample.Threshold, sample.Inclusion(1)));
    }

    [Fact]
    public void Estimates_from_samples_are_right_on_average()
    {
        var random = new Random(7);
        double sum = 0;
        const int Runs = 20_000;
        for (var run = 0; run < Runs; run++)
        {
            var sample = PrioritySample.Take(Weights, [.. Weights.Select(_ => 1 - random.NextDouble())], 4);
            sum += sample.Selected.Sum(i => Values[i] / sample.Inclusion(Weights[i])) / Values.Length;
        }
        Assert.Equal(Values.Average(), sum / Runs, 0.01);
    }
}
