using Microsoft.Extensions.DependencyInjection;
using Plimsoll.ComponentHost.Leases;
using Plimsoll.Contract.Hosting;
using Plimsoll.Fleet;
using Plimsoll.Storage.Leases;
using Plimsoll.Support;

namespace Plimsoll.ComponentHost.Tests.Leases;

public class FleetLeaseTests
{
    [Fact]
    public void Process_that_is_the_whole_fleet_holds_every_lease_at_once()
    {
        using var services = new ServiceCollection().AddLeasesOfOne().BuildServiceProvider();

        Assert.Equal(1, services.GetRequiredService<IFleetLease>().TryHold("judging"));
    }

    [Fact]
    public async Task Member_that_asked_becomes_the_holder_and_gives_back_at_a_stop_what_the_next_takes()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var store = new CheckpointLeaseStore(new MemoryStore());
        await using var one = Member(store, time);
        await using var other = Member(store, time);
        await HoldsAsync(one, time, 1);
        Assert.Null(other.GetRequiredService<IFleetLease>().TryHold("judging"));

        await one.GetRequiredService<LeaseKeeper>().StopAsync(default);

        await HoldsAsync(other, time, 2);
        Assert.Null(one.GetRequiredService<IFleetLease>().TryHold("judging"));
        await other.GetRequiredService<LeaseKeeper>().StopAsync(default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Judging")]
    [InlineData("a b")]
    public void Name_that_is_none_is_refused(string name)
    {
        using var member = Member(new CheckpointLeaseStore(new MemoryStore()), TimeProvider.System);

        Assert.Contains($"'{name}'", Assert.Throws<ArgumentException>(() => member.GetRequiredService<IFleetLease>().TryHold(name)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SoleMember().TryHold(name));
    }

    private static async Task HoldsAsync(ServiceProvider member, ManualTimeProvider time, long token)
    {
        var lease = member.GetRequiredService<IFleetLease>();
        lease.TryHold("judging");
        await member.GetRequiredService<LeaseKeeper>().StartAsync(default);
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                return lease.TryHold("judging") == token;
            },
            "the lease is held");
    }

    private static ServiceProvider Member(ILeaseStore store, TimeProvider time) =>
        new ServiceCollection().AddLogging().AddMetrics().AddSingleton(store).AddSingleton(time).AddFleetLeases().BuildServiceProvider();
}
