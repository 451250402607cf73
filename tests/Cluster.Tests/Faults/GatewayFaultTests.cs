namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Gateways that move, leave, join or lose their disk.</summary>
public class GatewayFaultTests : FaultScenario
{
    [Fact]
    public Task Gateway_moves_to_another_address_with_its_disk() => HoldsAsync((_, gateway, _) => gateway.MoveAsync());

    [Fact]
    public async Task Gateway_that_loses_its_disk_costs_at_most_what_it_had_not_delivered_and_begins_a_new_journal()
    {
        var (delivered, lost) = (0, 0);
        await HoldsAsync(
            async (cluster, gateway, _) =>
            {
                await gateway.Client.BetweenRequestsAsync(async () =>
                {
                    delivered = gateway.Client.Acknowledged;
                    await Ledger.BalancesAsync(() => cluster.Components, gateway.Client);
                });
                await gateway.Client.PassAsync(5);
                await gateway.Client.BetweenRequestsAsync(async () =>
                {
                    lost = gateway.Client.Acknowledged;
                    await gateway.LoseDiskAsync();
                });
            },
            mayLack: id => id >= delivered && id < lost);
    }

    [Fact]
    public Task Gateway_leaves_for_good_and_its_clients_go_to_one_that_joined() => HoldsAsync(async (cluster, leaving, other) =>
    {
        await leaving.Client.BetweenRequestsAsync(async () =>
        {
            await leaving.LeaveAsync();
            await Ledger.BalancesAsync(() => cluster.Components, leaving.Client);
        });
        await using var joined = new LoadedGateway(cluster, "input_tokens");
        await joined.StartAsync();
        leaving.Client.Gateway = joined.Client.Gateway;
        await PassAsync(leaving, other);
        await leaving.Client.BetweenRequestsAsync(async () =>
        {
            await joined.LeaveAsync();
            await leaving.StartAsync();
        });
    });
}
