using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>The checkpoint store in trouble, and a silo killed meanwhile.</summary>
public class StoreFaultTests : FaultScenario
{
    [Fact]
    public Task Store_fails() => HoldsAsync(async (cluster, _, _) =>
    {
        cluster.Store.Broken = true;
        await cluster.ReplaceASiloAsync();
        cluster.Store.Broken = false;
    });

    [Fact]
    public Task Store_is_slow() => HoldsAsync(async (cluster, one, other) =>
    {
        cluster.Store.Delay = TimeSpan.FromMilliseconds(700);
        await cluster.ReplaceASiloAsync();
        await PassAsync(one, other);
        cluster.Store.Delay = TimeSpan.Zero;
    });

    [Fact]
    public Task Store_commits_and_its_answer_is_lost_so_that_the_next_commit_is_a_conflict() => HoldsAsync(async (cluster, one, other) =>
    {
        cluster.Store.LosesAnswers = true;
        await Eventually.TrueAsync(() => cluster.Store.Conflicts > 0, "a commit meets a conflict", TimeSpan.FromMinutes(2));
        await cluster.ReplaceASiloAsync();
        await PassAsync(one, other);
        cluster.Store.LosesAnswers = false;
    });

    [Fact]
    public async Task Two_clusters_that_host_the_same_components_fence_each_other_and_lose_nothing()
    {
        await using var here = await FaultyCluster.StartAsync();
        await using var there = await FaultyCluster.StartAsync(here.Store);
        await using var one = new LoadedGateway(here, "input_tokens");
        await using var other = new LoadedGateway(there, "output_tokens");
        await StartAsync(one, other);
        await PassAsync(one, other);

        await Eventually.TrueAsync(() => here.Store.Conflicts > 6, "stale writers are refused", TimeSpan.FromMinutes(2));

        await there.StopAllAsync();
        await other.GoToAsync(here);
        await Task.WhenAll(one.Client.FinishAsync(), other.Client.FinishAsync());
        await Ledger.BalancesAsync(() => here.Components, one.Client);
        await Ledger.BalancesAsync(() => here.Components, other.Client);
    }
}
