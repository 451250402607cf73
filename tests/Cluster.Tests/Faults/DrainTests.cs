namespace Plimsoll.Cluster.Tests.Faults;

public class DrainTests
{
    [Fact]
    public async Task Gateway_and_silos_that_stop_in_good_order_leave_everything_in_the_store()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        await using var gateway = new LoadedGateway(cluster, "input_tokens");
        await gateway.StartAsync();
        gateway.Client.Start();
        await gateway.Client.PassAsync(15);
        await gateway.Client.FinishAsync();

        await gateway.LeaveAsync();
        await cluster.StopAllAsync();

        await using var later = await FaultyCluster.StartAsync(cluster.Store);
        await Ledger.BalancesAsync(() => later.Components, gateway.Client);
    }
}
