using System.Threading.Channels;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Desks;

namespace Plimsoll.ComponentHost.Alerts;

/// <summary>
/// Runs the alert desk: one loop changes it, stores what changed before it answers, and hands what is due to the channels,
/// each of which delivers by itself.
/// </summary>
public sealed class DeskHost : BackgroundService, IAlertDesk
{
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private readonly Channel<Job> _jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly HashSet<(string Channel, string Component)> _underWay = [];
    private readonly IReadOnlyList<ChannelPolicy> _policies;
    private readonly IReadOnlyList<ChannelWorker> _workers;
    private readonly CheckpointDeskStore _store;
    private readonly TimeProvider _time;
    private readonly AlertEvents _events;
    private AlertDesk _desk;
    private bool _unsaved;

    public DeskHost(IReadOnlyList<ChannelPolicy> policies, IReadOnlyList<INotifier> notifiers, CheckpointDeskStore store, TimeProvider time, AlertEvents events)
    {
        (_policies, _store, _time, _events) = (policies, store, time, events);
        _desk = new(policies);
        _workers = [.. notifiers.Select(n => new ChannelWorker(n, Settle, events))];
    }

    public Task AcceptAsync(AlertNotice notice) => ChangeAsync(desk =>
    {
        var refused = desk.Refused;
        if (desk.Accept(notice))
            _events.Noticed(notice);
        else if (desk.Refused > refused)
            _events.Refused(notice);
        return true;
    });

    public async Task<DeskState> GetStateAsync()
    {
        DeskState? state = null;
        await DoAsync(new(desk => { state = desk.Save(); return true; }, Saves: false));
        return state!;
    }

    public Task<bool> AcknowledgeAsync(string key, string who) => ChangeAsync(desk => desk.Acknowledge(key, who, _time.GetUtcNow()));

    public Task<bool> SilenceAsync(Silence silence) => ChangeAsync(desk => desk.Add(silence, _time.GetUtcNow()));

    public Task<bool> EndSilenceAsync(string id) => ChangeAsync(desk => desk.EndSilence(id));

    public Task<bool> AddNoteAsync(string incident, string who, string text) => ChangeAsync(desk => desk.AddNote(incident, who, text, _time.GetUtcNow()));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _desk = new(_policies, await _store.ReadAsync(cancellationToken));
        }
        catch (Exception corrupt) when (corrupt is InvalidDataException or CheckpointCorruptException)
        {
            _events.StateUnreadable(corrupt);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([RunAsync(stoppingToken), TickAsync(stoppingToken), .. _workers.Select(w => w.RunAsync(stoppingToken))]);

    private async Task TickAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(s_tick, _time);
        while (await timer.WaitForNextTickAsync(stopping))
            await _jobs.Writer.WriteAsync(new(_ => false, Saves: false), stopping);
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (await _jobs.Reader.WaitToReadAsync(stopping))
        {
            var done = new List<(Job Job, bool Answer)>();
            while (_jobs.Reader.TryRead(out var job))
            {
                var answer = job.Work(_desk);
                _unsaved |= job.Saves && answer;
                done.Add((job, answer));
            }
            HandOut();
            var saved = !_unsaved || await SaveAsync(stopping);
            foreach (var (job, answer) in done)
                job.Finish(answer, saved);
        }
    }

    private void HandOut()
    {
        foreach (var notification in _desk.Due(_time.GetUtcNow()))
        {
            var key = (notification.Channel, notification.Component);
            if (!_underWay.Contains(key) && _workers.FirstOrDefault(w => w.Channel == notification.Channel)?.TryTake(notification) is true)
                _underWay.Add(key);
        }
    }

    private async Task<bool> SaveAsync(CancellationToken stopping)
    {
        try
        {
            var result = await _store.WriteAsync(_desk.Save(), stopping);
            _events.Saved(result switch { CommitResult.Committed => "committed", CommitResult.Conflict => "conflict", _ => "unavailable" });
            _unsaved = result is not CommitResult.Committed;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            _events.SaveThrew(trouble);
        }
        return !_unsaved;
    }

    private ValueTask Settle(Notification notification, DeliveryOutcome outcome, CancellationToken stopping) => _jobs.Writer.WriteAsync(
        new(desk =>
        {
            _underWay.Remove((notification.Channel, notification.Component));
            var now = _time.GetUtcNow();
            var over = desk.Settle(notification, outcome, now);
            _events.Tried(notification, outcome, over, now);
            return over;
        }),
        stopping);

    private Task<bool> ChangeAsync(Func<AlertDesk, bool> change) => DoAsync(new(change));

    private async Task<bool> DoAsync(Job job)
    {
        await _jobs.Writer.WriteAsync(job);
        return await job.Done;
    }

    /// <param name="Saves">Whether an answer of true means that something has to be stored before it is given.</param>
    private sealed record Job(Func<AlertDesk, bool> Work, bool Saves = true)
    {
        private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> Done => _done.Task;

        public void Finish(bool answer, bool saved)
        {
            if (saved || !Saves)
                _done.SetResult(answer);
            else
                _done.SetException(new IOException("The alert desk could not store the change"));
        }
    }
}
