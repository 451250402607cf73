using System.Collections.Concurrent;
using Orleans.TestingHost;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.ComponentHost.Alerts;
using Plimsoll.Contract.Hosting;
using Plimsoll.Fleet;
using Plimsoll.Grains.Desks;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>The silo that holds the alert desk goes while an alert fires.</summary>
public sealed class DeskFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly string s_key = DedupKey.Of("chat", null, null, "down");

    private readonly MemoryStore _store = new();
    private readonly RecordingNotifier _receiver = new("receiver");
    private FaultyCluster _cluster = null!;

    private GrainAlertDesk Desk => new(_cluster.Grains);

    public async Task InitializeAsync() => _cluster = await FaultyCluster.StartAsync(
        configure: silo => silo.AddFleetDesk(_ => _store, (_, _, _) => _receiver), alerts: new() { Channels = [new(ChannelKind.Webhook, new() { Name = _receiver.Channel, GroupInterval = TimeSpan.FromSeconds(1) })] });

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Holder_that_is_killed_while_an_alert_fires_costs_neither_trigger_nor_resolve()
    {
        await AcceptAsync(AlertEventKind.Firing);
        await UntilAsync(s => s.Logs.Any(l => l.Told.Count == 1), "what was told is written down");
        Assert.Equal(DeskAnswer.Done, await Desk.AcknowledgeAsync(s_key, "ann"));

        await _cluster.KillAsync(await HolderAsync());
        await AcceptAsync(AlertEventKind.Firing);
        var state = await UntilAsync(_ => true, "another silo holds the desk");
        Assert.Equal("ann", state.Alerts.Single().AcknowledgedBy);
        await AcceptAsync(AlertEventKind.Resolved);

        await Eventually.TrueAsync(() => _receiver.Told.Count > 1, "the resolve is told", s_patience);
        Assert.Equal(["+" + s_key, "-" + s_key], _receiver.Told);
    }

    [Fact]
    public async Task Holder_that_is_killed_in_the_middle_of_a_notification_is_followed_by_one_that_tells_it()
    {
        var tried = new ConcurrentQueue<string>();
        var hangs = true;
        _receiver.Answer = async (notification, stopping) =>
        {
            tried.Enqueue(notification.Alerts.Single().Alert.Key);
            if (Volatile.Read(ref hangs))
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
            return new DeliveryOutcome.Sent();
        };
        await AcceptAsync(AlertEventKind.Firing);
        await Eventually.TrueAsync(() => !tried.IsEmpty, "the notification is on its way", s_patience);
        Volatile.Write(ref hangs, false);

        await _cluster.KillAsync(await HolderAsync());

        await Eventually.TrueAsync(() => _receiver.Told.Count > 0, "the trigger is told", s_patience);
        await AcceptAsync(AlertEventKind.Resolved);
        await Eventually.TrueAsync(() => _receiver.Told.Count > 1, "the resolve is told", s_patience);
        Assert.Equal(["+" + s_key, "-" + s_key], _receiver.Told);
        Assert.All(tried, key => Assert.Equal(s_key, key));
    }

    [Fact]
    public async Task One_silo_at_a_time_has_the_desk_and_every_other_says_so()
    {
        await AcceptAsync(AlertEventKind.Firing);
        var holder = await HolderAsync();

        foreach (var silo in _cluster.Running)
            Assert.Equal(silo == holder, await _cluster.Of<DeskHost>(silo).GetStateAsync() is not null);
    }

    private async Task AcceptAsync(AlertEventKind kind) => await Eventually.TrueAsync(
        async () => await Desk.AcceptAsync(Notice(kind)) == DeskAnswer.Done, "the desk takes the notice", s_patience);

    private async Task<DeskState> UntilAsync(Func<DeskState, bool> condition, string what)
    {
        DeskState? state = null;
        await Eventually.TrueAsync(async () => (state = await Desk.GetStateAsync()) is not null && condition(state), what, s_patience);
        return state!;
    }

    private async Task<InProcessSiloHandle> HolderAsync()
    {
        InProcessSiloHandle? holder = null;
        await Eventually.TrueAsync(
            () => (holder = _cluster.Running.SingleOrDefault(s => _cluster.Of<IFleetLease>(s).TryHold(DeskHost.Lease) is not null)) is not null, "a silo holds the desk", s_patience);
        return holder!;
    }

    private static AlertNotice Notice(AlertEventKind kind)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new()
        {
            Key = s_key,
            Component = "chat",
            Rule = "down",
            Family = AlertFamily.Availability,
            Event = kind,
            Mute = AlertMute.None,
            Priority = AlertPriority.P0,
            Active = kind == AlertEventKind.Firing,
            Since = now,
            At = now,
            Notify = true,
        };
    }
}
