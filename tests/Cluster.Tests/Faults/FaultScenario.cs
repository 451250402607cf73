namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Load, trouble, load, and the comparison of what was acknowledged with what was counted.</summary>
public abstract class FaultScenario
{
    private const int RequestsBetween = 15;

    private protected static Task HoldsAsync(Func<FaultyCluster, LoadedGateway, LoadedGateway, Task> trouble) => HoldsAsync(trouble, null);

    /// <param name="mayLack">Ids of the first gateway that need not be counted, as of the end.</param>
    private protected static async Task HoldsAsync(Func<FaultyCluster, LoadedGateway, LoadedGateway, Task> trouble, Func<int, bool>? mayLack)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        await using var one = new LoadedGateway(cluster, "input_tokens");
        await using var other = new LoadedGateway(cluster, "output_tokens");
        await StartAsync(one, other);
        await PassAsync(one, other);

        await trouble(cluster, one, other);

        await PassAsync(one, other);
        await Task.WhenAll(one.Client.FinishAsync(), other.Client.FinishAsync());
        await Ledger.BalancesAsync(() => cluster.Components, one.Client, mayLack);
        await Ledger.BalancesAsync(() => cluster.Components, other.Client);
    }

    private protected static async Task StartAsync(LoadedGateway one, LoadedGateway other)
    {
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        one.Client.Start();
        other.Client.Start();
    }

    /// <summary>Waits until both have had a number of requests acknowledged since.</summary>
    private protected static Task PassAsync(LoadedGateway one, LoadedGateway other) =>
        Task.WhenAll(one.Client.PassAsync(RequestsBetween), other.Client.PassAsync(RequestsBetween));
}
