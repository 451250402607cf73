using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Two gateways under load, a cluster in trouble: what was acknowledged is counted once.</summary>
public class FaultTests
{
    private const int RequestsBetween = 15;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public Task Silo_is_killed() => HoldsAsync((cluster, _, _) => cluster.ReplaceASiloAsync());

    [Fact]
    public Task Silo_leaves_in_good_order() => HoldsAsync((cluster, _, _) => cluster.StopASiloInGoodOrderAsync());

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
    public Task Store_takes_nothing_for_a_while_and_a_silo_is_killed_meanwhile() => HoldsAsync(async (cluster, _, _) =>
    {
        cluster.Store.Unavailable = true;
        await cluster.ReplaceASiloAsync();
        cluster.Store.Unavailable = false;
    });

    private static async Task HoldsAsync(Func<FaultyCluster, LoadedGateway, LoadedGateway, Task> trouble)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        await using var one = new LoadedGateway("one", cluster);
        await using var other = new LoadedGateway("other", cluster);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        await PassAsync(one, other);

        await trouble(cluster, one, other);

        await PassAsync(one, other);
        var expected = Sum(await one.FinishAsync(), await other.FinishAsync());
        var counted = new Dictionary<string, Tally>();
        await Eventually.TrueAsync(
            async () =>
            {
                counted = await TryCountAsync(cluster) ?? counted;
                return counted.OrderBy(c => c.Key).SequenceEqual(expected.OrderBy(c => c.Key));
            },
            "every component has counted what was acknowledged", Deadline).ContinueWith(
            waited => Assert.True(waited.IsCompletedSuccessfully, $"counted {Show(counted)}, acknowledged {Show(expected)}"), TaskScheduler.Default);
    }

    /// <summary>Waits until both have had a number of requests acknowledged since.</summary>
    private static async Task PassAsync(LoadedGateway one, LoadedGateway other)
    {
        var (first, second) = (one.Requests + RequestsBetween, other.Requests + RequestsBetween);
        await Eventually.TrueAsync(() => one.Requests >= first && other.Requests >= second, "both gateways acknowledge requests", Deadline);
    }

    private static async Task<Dictionary<string, Tally>?> TryCountAsync(FaultyCluster cluster)
    {
        try
        {
            return await LoadedGateway.CountedAsync(cluster);
        }
        catch (Exception away) when (away is OrleansException or TimeoutException)
        {
            return null;
        }
    }

    private static Dictionary<string, Tally> Sum(IReadOnlyDictionary<string, Tally> one, IReadOnlyDictionary<string, Tally> other) =>
        one.ToDictionary(o => o.Key, o => o.Value + other[o.Key]);

    private static string Show(Dictionary<string, Tally> tallies) => string.Join(", ", tallies.OrderBy(t => t.Key).Select(t => $"{t.Key}: {t.Value}"));
}
