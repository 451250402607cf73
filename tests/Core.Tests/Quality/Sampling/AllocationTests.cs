using Plimsoll.Quality.Sampling;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Sampling;

public class AllocationTests
{
    [SharedFact("vectors", "horvitz_thompson_strata.json")]
    public void Judgements_go_to_strata_by_size_and_deviation()
    {
        var example = VectorCase.Of("horvitz_thompson_strata.json", "neyman_allocation");

        var allocation = NeymanAllocation.Allocate(
            [.. example.Numbers("N_h").Select(n => (long)n)], example.Numbers("S_h"), (long)example.Number("n"), (long)example.Number("min_per_stratum"));

        Assert.Equal(example.ExpectedNumbers("allocation").Select(n => (long)n), allocation);
    }

    [Fact]
    public void Each_stratum_gets_its_minimum_and_never_more_than_it_has() =>
        Assert.Equal([99, 10, 4], NeymanAllocation.Allocate([100_000, 100, 4], [0.5, 0.1, 0.5], 99, 10));

    [SharedFact("vectors", "horvitz_thompson_strata.json")]
    public void The_rate_follows_width_and_drift()
    {
        var example = VectorCase.Of("horvitz_thompson_strata.json", "adaptive_rate");
        var rows = example.Inputs.GetProperty("rows_rate_width_target_drift").EnumerateArray();

        var next = rows.Select(r => SamplingRate.Next(r[0].GetDouble(), r[1].GetDouble(), r[3].GetBoolean()));

        Assert.Equal(example.ExpectedNumbers("next_rate"), next.Select(r => Math.Round(r, 12)));
    }
}
