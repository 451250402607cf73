using Plimsoll.Core.Tests.Fleet.Simulation;

namespace Plimsoll.Core.Tests.Fleet;

public class ClusterSimulationTests
{
    /// <summary>Each planted bug shows within as many.</summary>
    private const int Seeds = 1_000;

    public static TheoryData<PlantedBug> Bugs => new(Enum.GetValues<PlantedBug>().Where(b => b != PlantedBug.None));

    [Fact]
    public void Every_acknowledged_record_counts_once_and_every_token_has_one_holder_whatever_fails()
    {
        var broken = Enumerable.Range(0, Seeds).AsParallel()
            .Select(seed => (Seed: seed, Violations: new SimulatedCluster(seed, PlantedBug.None).Run()))
            .Where(r => r.Violations.Count > 0)
            .Select(r => $"seed {r.Seed}: {r.Violations[0]}");
        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Planted_bug_is_found(PlantedBug bug) =>
        Assert.Contains(Enumerable.Range(0, Seeds), seed => new SimulatedCluster(seed, bug).Run().Count > 0);

    [Fact]
    public void Same_seed_makes_the_same_run() =>
        Assert.Equal(new SimulatedCluster(7, PlantedBug.FenceOpen).Run(), new SimulatedCluster(7, PlantedBug.FenceOpen).Run());
}
