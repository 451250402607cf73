using Plimsoll.Grains;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Silos replaced one by one by those of a build that saves states in a format which the old ones cannot read.</summary>
public class UpgradeTests : FaultScenario
{
    [Fact]
    public Task Rolling_upgrade_between_two_formats_of_the_state() => HoldsAsync(async (cluster, one, other) =>
    {
        await LeaveOnlyStatesAsync(cluster, one);
        var format = Assert.Single(await FormatsAsync(cluster.Store));
        cluster.StoreOfNewSilos = store => new NextBuildStore(store, format);
        for (var old = cluster.Running.Count; old > 0; old--)
        {
            await cluster.AddASiloAsync();
            await cluster.StopAsync(cluster.Running[0]);
            await PassAsync(one, other);
        }
        await SavedAsync(cluster, (byte)(format + 1));
    });

    [Fact]
    public Task Silos_of_the_old_build_leave_components_of_a_new_one_that_died_for_the_next() => HoldsAsync(async (cluster, one, other) =>
    {
        await LeaveOnlyStatesAsync(cluster, one);
        var format = Assert.Single(await FormatsAsync(cluster.Store));
        cluster.StoreOfNewSilos = store => new NextBuildStore(store, format);
        await cluster.AddASiloAsync();
        while (cluster.Running.Count > 1)
            await cluster.StopAsync(cluster.Running[0]);
        await SavedAsync(cluster, (byte)(format + 1));
        cluster.StoreOfNewSilos = store => store;
        await cluster.AddASiloAsync();
        await cluster.AddASiloAsync();
        var homeless = cluster.Of<SiloResidents>(cluster.Running[0]).Names.ToHashSet();
        await cluster.KillAsync(cluster.Running[0]);
        await Eventually.TrueAsync(() => TookAway(cluster, homeless).Count == 0, "old silos have tried to host what only the new one could read", TimeSpan.FromMinutes(2));
        cluster.StoreOfNewSilos = store => new NextBuildStore(store, format);
        await cluster.AddASiloAsync();
    });

    /// <summary>The journal goes, so that a state which is not read is lost.</summary>
    private static Task LeaveOnlyStatesAsync(FaultyCluster cluster, LoadedGateway gateway) => gateway.Client.BetweenRequestsAsync(async () =>
    {
        await Ledger.BalancesAsync(() => cluster.Components, gateway.Client);
        await cluster.SaveAsync();
        await gateway.LoseDiskAsync();
    });

    private static Task SavedAsync(FaultyCluster cluster, byte format) => Eventually.TrueAsync(
        async () => (await FormatsAsync(cluster.Store)).Contains(format), $"a component is saved in format {format}", TimeSpan.FromMinutes(2));

    private static HashSet<string> TookAway(FaultyCluster cluster, HashSet<string> names)
    {
        foreach (var silo in cluster.Running)
            names.ExceptWith(cluster.Of<SiloResidents>(silo).Names);
        return names;
    }

    /// <summary>Of all components that were saved.</summary>
    private static async Task<HashSet<byte>> FormatsAsync(FaultyStore store)
    {
        var formats = new HashSet<byte>();
        await foreach (var key in store.ListKeysAsync(default))
            formats.Add((await store.ReadHeadAsync(key, default))!.State.Span[0]);
        return formats;
    }
}
