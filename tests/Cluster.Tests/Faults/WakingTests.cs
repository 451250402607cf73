using Plimsoll.Grains;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Components that the store holds and nobody sends to.</summary>
public class WakingTests
{
    [Fact]
    public async Task Reminder_brings_those_to_life_that_no_silo_hosts()
    {
        await using var before = await FaultyCluster.StartAsync();
        await using (var gateway = new LoadedGateway(before, "input_tokens"))
        {
            await gateway.StartAsync();
            gateway.Client.Start();
            await gateway.Client.PassAsync(2);
        }
        await before.SaveAsync();
        var stored = (await before.Components.ListNamesAsync()).ToHashSet();
        await before.StopAllAsync();
        await using var cluster = await FaultyCluster.StartAsync(before.Store, silo => silo.UseInMemoryReminderService());
        var waker = cluster.Grains.GetGrain<IWakerGrain>(0);
        await waker.StartAsync();
        var reminders = await cluster.Of<IReminderTable>(cluster.Running[0]).ReadRows(waker.GetGrainId());
        Assert.Equal(TimeSpan.FromMinutes(1), Assert.Single(reminders.Reminders).Period);
        Assert.Empty(Hosted(cluster));

        await waker.AsReference<IRemindable>().ReceiveReminder("wake", default);

        await Eventually.TrueAsync(() => Hosted(cluster).SetEquals(stored), "every stored component lives in a silo");
    }

    private static HashSet<string> Hosted(FaultyCluster cluster) =>
        [.. cluster.Running.SelectMany(silo => cluster.Of<SiloResidents>(silo).Names)];
}
