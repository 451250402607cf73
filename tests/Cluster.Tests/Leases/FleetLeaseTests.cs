using Orleans.TestingHost;
using Plimsoll.Cluster.Tests.Faults;
using Plimsoll.Fleet;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Leases;

/// <summary>Work that exists once per fleet, on three silos by the real clock.</summary>
public class FleetLeaseTests
{
    [Fact]
    public async Task Silo_that_holds_it_dies_another_takes_over_and_the_token_of_the_dead_is_refused()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        var work = new Fence();
        var (holder, first) = await HolderAsync(cluster, cluster.Running);
        Assert.True(work.Admits(first));
        Assert.All(cluster.Running.Where(s => s != holder), s => Assert.Null(cluster.Of<IFleetLease>(s).TryHold("judging")));

        await cluster.KillAsync(holder);
        var (_, second) = await HolderAsync(cluster, cluster.Running);

        Assert.Equal(first + 1, second);
        Assert.True(work.Admits(second));
        Assert.False(work.Admits(first));
    }

    [Fact]
    public async Task Each_lease_has_one_holder_whichever_silo_that_is()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        string[] leases = ["judging", "alerting", "publishing", "scraping"];
        foreach (var lease in leases)
            await HolderAsync(cluster, cluster.Running, lease);

        Assert.All(leases, lease => Assert.Single(cluster.Running, s => cluster.Of<IFleetLease>(s).TryHold(lease) == 1));
    }

    /// <summary>Every silo asks, as each would before a piece of work, until one has it.</summary>
    private static async Task<(InProcessSiloHandle Silo, long Token)> HolderAsync(
        FaultyCluster cluster, IReadOnlyList<InProcessSiloHandle> silos, string lease = "judging")
    {
        var holders = new List<(InProcessSiloHandle Silo, long Token)>();
        await Eventually.TrueAsync(
            () =>
            {
                foreach (var silo in silos)
                {
                    if (cluster.Of<IFleetLease>(silo).TryHold(lease) is { } token)
                        holders.Add((silo, token));
                }
                return holders.Count > 0;
            },
            $"a silo holds the lease {lease}", TimeSpan.FromMinutes(1));
        return Assert.Single(holders);
    }
}
