using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.ComponentHost.Alerts;
using Plimsoll.Fleet;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Desks;
using Plimsoll.Support;

namespace Plimsoll.ComponentHost.Tests.Alerts;

public sealed class DeskHostTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-desk");
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ChosenLease _lease = new();
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task P0_is_delivered_at_once_and_a_dead_channel_delays_no_other()
    {
        var (live, dead) = (new Recorder("live"), new Recorder("dead") { Answer = _ => new TaskCompletionSource<DeliveryOutcome>().Task });
        await using var desk = await StartAsync(live, dead);

        await desk.Host.AcceptAsync(Notice(AlertPriority.P0));
        await Eventually.TrueAsync(() => live.Told.Count == 1, "the live channel was told");
        await desk.Host.AcceptAsync(Notice(AlertPriority.P0, component: "search"));
        await Eventually.TrueAsync(() => live.Told.Count == 2, "and told again");
    }

    [Fact]
    public async Task What_was_accepted_and_told_outlives_a_restart()
    {
        var recorder = new Recorder("live");
        await using (var desk = await StartAsync(recorder))
        {
            await desk.Host.AcceptAsync(Notice(AlertPriority.P0));
            await Eventually.TrueAsync(async () => (await desk.Host.GetStateAsync())!.Logs.Any(l => l.Told.Count == 1), "the delivery was written down");
            Assert.Equal(DeskAnswer.Done, await desk.Host.AcknowledgeAsync(Notice(AlertPriority.P0).Key, "ann"));
            Assert.Equal(DeskAnswer.Done, await desk.Host.SilenceAsync(new("s1", new Dictionary<string, string> { ["component"] = "*" }, "ann", "", _time.GetUtcNow(), _time.GetUtcNow().AddHours(1))));
        }
        await using var again = await StartAsync(recorder);
        await again.Host.AcceptAsync(Notice(AlertPriority.P0));
        var state = (await again.Host.GetStateAsync())!;

        Assert.Equal("ann", state.Alerts.Single().AcknowledgedBy);
        Assert.Equal("s1", state.Silences.Single().Id);
        Assert.Single(recorder.Told);
    }

    [Fact]
    public async Task Notifier_that_throws_is_tried_again()
    {
        var broken = true;
        var recorder = new Recorder("live") { Answer = _ => broken ? throw new InvalidOperationException("a bug") : Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent()) };
        await using var desk = await StartAsync(recorder);

        await desk.Host.AcceptAsync(Notice(AlertPriority.P0));
        await Eventually.TrueAsync(() => recorder.Tries >= 1, "it was tried");
        broken = false;
        await Eventually.TrueAsync(() => { _time.Advance(TimeSpan.FromSeconds(2)); return recorder.Told.Count == 1; }, "it was told");
    }

    [Fact]
    public async Task Unreadable_state_is_said_and_the_desk_begins_anew()
    {
        using (var store = FileCheckpointStore.Open(_directory.FullName))
            await store.CommitAsync("desk", new CheckpointCommit(0, "{]"u8.ToArray(), [], []), default);
        await using var desk = await StartAsync(new Recorder("live"));

        Assert.Empty((await desk.Host.GetStateAsync())!.Alerts);
        await desk.Host.AcceptAsync(Notice(AlertPriority.P2));
        Assert.Single((await desk.Host.GetStateAsync())!.Alerts);
    }

    [Fact]
    public async Task Desk_is_unavailable_without_the_lease_and_tells_nobody()
    {
        var recorder = new Recorder("live");
        await using var desk = await StartAsync(recorder);
        Assert.Equal(DeskAnswer.Done, await desk.Host.AcceptAsync(Notice(AlertPriority.P2)));
        _lease.Token = null;

        Assert.Equal(DeskAnswer.Unavailable, await desk.Host.AcceptAsync(Notice(AlertPriority.P0, "search")));
        Assert.Null(await desk.Host.GetStateAsync());
        Assert.Equal(DeskAnswer.Unavailable, await desk.Host.AcknowledgeAsync("any", "ann"));
        Assert.Equal(0, recorder.Tries);
    }

    [Fact]
    public async Task Holder_whose_lease_went_while_a_notification_waited_does_not_send_it()
    {
        var gate = new TaskCompletionSource<DeliveryOutcome>();
        var recorder = new Recorder("live") { Answer = _ => gate.Task };
        await using var desk = await StartAsync(recorder);
        await desk.Host.AcceptAsync(Notice(AlertPriority.P0));
        await Eventually.TrueAsync(() => recorder.Tries == 1, "the first is on its way");
        await desk.Host.AcceptAsync(Notice(AlertPriority.P0, "search"));
        _lease.Token = 2;
        gate.SetResult(new DeliveryOutcome.Sent());

        await Eventually.TrueAsync(async () => (await desk.Host.GetStateAsync())!.Logs.Count(l => l.UnderWay.Count > 0 || l.Told.Count > 0) == 2, "both are told by the new term");
        await Eventually.TrueAsync(() => recorder.Told.Count == 3, "the first was told twice, by both terms, and the second once");
        Assert.Equal(["chat", "chat", "search"], recorder.Told.Select(n => n.Component).Order());
    }

    [Fact]
    public async Task Holder_that_another_has_overtaken_reads_what_that_one_stored()
    {
        await using var first = await StartAsync(new Recorder("live"));
        await first.Host.AcceptAsync(Notice(AlertPriority.P2));
        var other = new CheckpointDeskStore(() => first.Store);
        var state = (await other.ReadAsync(default))!;
        await other.WriteAsync(state with { Silences = [new("theirs", new Dictionary<string, string> { ["component"] = "x" }, "bob", "", _time.GetUtcNow(), _time.GetUtcNow().AddHours(1))] }, default);

        Assert.Equal(DeskAnswer.Unavailable, await first.Host.AcceptAsync(Notice(AlertPriority.P2, "search")));
        Assert.Equal(DeskAnswer.Done, await first.Host.AcceptAsync(Notice(AlertPriority.P2, "search")));
        var now = (await first.Host.GetStateAsync())!;
        Assert.Equal((2, "theirs"), (now.Alerts.Count, now.Silences.Single().Id));
    }

    public void Dispose()
    {
        _services.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task<RunningDesk> StartAsync(params Recorder[] recorders)
    {
        var store = FileCheckpointStore.Open(_directory.FullName);
        var events = new AlertEvents(_services.GetRequiredService<IMeterFactory>(), NullLogger<AlertEvents>.Instance);
        var host = new DeskHost([.. recorders.Select(r => new ChannelPolicy { Name = r.Channel })], recorders, new CheckpointDeskStore(() => store), _lease, _time, events);
        await host.StartAsync(default);
        return new(host, store);
    }

    private AlertNotice Notice(AlertPriority priority, string component = "chat") => new()
    {
        Key = DedupKey.Of(component, null, null, "down"),
        Component = component,
        Rule = "down",
        Family = AlertFamily.Availability,
        Event = AlertEventKind.Firing,
        Mute = AlertMute.None,
        Priority = priority,
        Active = true,
        Since = _time.GetUtcNow(),
        At = DateTimeOffset.UnixEpoch.AddYears(56),
        Notify = true,
    };

    private sealed record RunningDesk(DeskHost Host, FileCheckpointStore Store) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Host.StopAsync(default);
            Host.Dispose();
            Store.Dispose();
        }
    }

    private sealed class ChosenLease : IFleetLease
    {
        public long? Token { get; set; } = 1;

        public long? TryHold(string name) => Token;
    }

    private sealed class Recorder(string channel) : INotifier
    {
        private int _tries;

        public string Channel => channel;

        public ConcurrentQueue<Notification> Told { get; } = [];

        public int Tries => _tries;

        public Func<Notification, Task<DeliveryOutcome>> Answer { get; init; } = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent());

        public async Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _tries);
            var outcome = await Answer(notification).WaitAsync(cancellationToken);
            if (outcome is DeliveryOutcome.Sent)
                Told.Enqueue(notification);
            return outcome;
        }
    }
}
