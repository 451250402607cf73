using Plimsoll.Core.Tests.Fleet.Simulation;

namespace Plimsoll.Core.Tests.Fleet;

public class DeskSimulationTests
{
    private const int Seeds = 120;

    public static TheoryData<DeskBug> Bugs => new(Enum.GetValues<DeskBug>().Where(b => b != DeskBug.None));

    [Fact]
    public void Every_alert_is_told_and_ended_once_and_what_people_did_survives_whoever_dies()
    {
        var told = 0;
        var broken = Enumerable.Range(0, Seeds).AsParallel().Select(seed =>
        {
            var simulation = new DeskSimulation(seed, DeskBug.None);
            var violations = simulation.Run();
            Interlocked.Add(ref told, simulation.Told);
            return (Seed: seed, Violations: violations);
        }).Where(r => r.Violations.Count > 0).Select(r => $"seed {r.Seed}: {r.Violations[0]}").ToList();

        Assert.Empty(broken);
        Assert.True(told > 3 * Seeds, $"only {told} notifications in {Seeds} runs");
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Planted_bug_is_found(DeskBug bug) =>
        Assert.True(Enumerable.Range(0, Seeds).AsParallel().Any(seed => new DeskSimulation(seed, bug).Run().Count > 0));
}
