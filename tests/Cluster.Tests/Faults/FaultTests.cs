namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Two gateways under load, a cluster in trouble: what was acknowledged is counted once.</summary>
public class FaultTests : FaultScenario
{
    [Fact]
    public Task Silo_is_killed() => HoldsAsync((cluster, _, _) => cluster.ReplaceASiloAsync());

    [Fact]
    public Task Silo_leaves_in_good_order() => HoldsAsync(async (cluster, _, _) =>
    {
        await cluster.StopAsync(cluster.Running[^1]);
        await cluster.AddASiloAsync();
    });

    [Fact]
    public Task Gateway_ends_in_the_middle_and_comes_back() => HoldsAsync((_, gateway, _) => gateway.RestartAsync());

    [Fact]
    public Task Silo_and_gateway_go_together() => HoldsAsync((cluster, gateway, _) => Task.WhenAll(cluster.ReplaceASiloAsync(), gateway.RestartAsync()));

    [Fact]
    public Task Whole_cluster_is_killed_and_started_again() => HoldsAsync(async (cluster, one, other) =>
    {
        await cluster.KillAllAndStartAsync();
        await Task.WhenAll(one.RestartAsync(), other.RestartAsync());
    });

    [Fact]
    public Task Silo_is_cut_off_from_all_others_and_not_from_the_store() => HoldsAsync(async (cluster, one, other) =>
    {
        var lonely = cluster.Running[^1];
        cluster.CutOff(lonely);
        await PassAsync(one, other);
        await cluster.AddASiloAsync();
        await cluster.KillAsync(lonely);
    });
}
