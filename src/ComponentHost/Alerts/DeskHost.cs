using System.Threading.Channels;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Fleet;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Desks;

namespace Plimsoll.ComponentHost.Alerts;

/// <summary>
/// Runs the alert desk while this process holds its lease: one loop changes it, stores what changed before it answers, and
/// hands what is due to the channels, each of which delivers by itself. Without the lease every wish is unavailable.
/// </summary>
public sealed class DeskHost : BackgroundService, IAlertDesk
{
    /// <summary>Name of the lease.</summary>
    public const string Lease = "alerting";

    private const int MostWaiting = 10_000;
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private readonly Channel<DeskJob> _jobs = Channel.CreateBounded<DeskJob>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly IReadOnlyList<ChannelPolicy> _policies;
    private readonly IReadOnlyList<ChannelWorker> _workers;
    private readonly CheckpointDeskStore _store;
    private readonly IFleetLease _lease;
    private readonly TimeProvider _time;
    private readonly AlertEvents _events;
    private DeskTerm? _term;

    public DeskHost(
        IReadOnlyList<ChannelPolicy> policies, IReadOnlyList<INotifier> notifiers, CheckpointDeskStore store, IFleetLease lease, TimeProvider time, AlertEvents events)
    {
        (_policies, _store, _lease, _time, _events) = (policies, store, lease, time, events);
        _workers = [.. notifiers.Select(n => new ChannelWorker(n, Holds, SettleAsync, events))];
    }

    public Task<DeskAnswer> AcceptAsync(AlertNotice notice) => ChangeAsync(desk =>
    {
        var refused = desk.Refused;
        if (desk.Accept(notice))
            _events.Noticed(notice);
        else if (desk.Refused > refused)
            _events.Refused(notice);
        return true;
    });

    public async Task<DeskState?> GetStateAsync()
    {
        DeskState? state = null;
        await DoAsync(new(term => { state = term.Desk.Save(); return true; }, saves: false));
        return state;
    }

    public Task<DeskAnswer> AcknowledgeAsync(string key, string who) => ChangeAsync(desk => desk.Acknowledge(key, who, _time.GetUtcNow()));

    public Task<DeskAnswer> SilenceAsync(Silence silence) => ChangeAsync(desk => desk.Add(silence, _time.GetUtcNow()));

    public Task<DeskAnswer> EndSilenceAsync(string id) => ChangeAsync(desk => desk.EndSilence(id));

    public Task<DeskAnswer> AddNoteAsync(string incident, string who, string text) => ChangeAsync(desk => desk.AddNote(incident, who, text, _time.GetUtcNow()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Together.EndAsync(ending, [RunAsync(ending.Token), TickAsync(ending.Token), .. _workers.Select(w => w.RunAsync(ending.Token))]);
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(s_tick, _time);
        while (await timer.WaitForNextTickAsync(stopping))
            await _jobs.Writer.WriteAsync(new(_ => true, saves: false), stopping);
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (await _jobs.Reader.WaitToReadAsync(stopping))
        {
            _term = await TermAsync(stopping);
            var done = new List<DeskJob>();
            while (_jobs.Reader.TryRead(out var job))
            {
                job.Run(_term);
                done.Add(job);
            }
            var saved = _term is { } term && await CarryOnAsync(term, stopping);
            foreach (var job in done)
                job.Finish(saved);
        }
    }

    /// <summary>The desk as this process may run it now; null for not at all.</summary>
    private async Task<DeskTerm?> TermAsync(CancellationToken stopping)
    {
        if (_lease.TryHold(Lease) is not { } token)
            return null;
        if (_term?.Token == token)
            return _term;
        try
        {
            var state = await _store.ReadAsync(stopping);
            if (_store.Damage is { } damage)
                _events.NewestStateUnreadable(damage);
            return new(token, new(_policies, state));
        }
        catch (Exception corrupt) when (corrupt is InvalidDataException or CheckpointCorruptException)
        {
            _events.StateUnreadable(corrupt);
            return new(token, new(_policies));
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            _events.ReadThrew(trouble);
            return null;
        }
    }

    /// <summary>Stores what changed, then hands out what is due: a crash in between leaves a trace of what may have been told.</summary>
    private async Task<bool> CarryOnAsync(DeskTerm term, CancellationToken stopping)
    {
        var due = term.Take(_time.GetUtcNow());
        _events.Limited(term.NewlyLimited);
        if (term.Unsaved)
            await SaveAsync(term, stopping);
        if (_term is null)
            return false;
        foreach (var notification in due)
        {
            if (_workers.FirstOrDefault(w => w.Channel == notification.Channel)?.TryTake(new(notification, term)) is true)
                term.SetOff(notification);
        }
        return !term.Unsaved;
    }

    private async Task SaveAsync(DeskTerm term, CancellationToken stopping)
    {
        try
        {
            var result = await _store.WriteAsync(term.Desk.Save(), stopping);
            _events.Saved(result switch { CommitResult.Committed => "committed", CommitResult.Conflict => "conflict", _ => "unavailable" });
            term.Unsaved = result is not CommitResult.Committed;
            if (result is CommitResult.Conflict)
                _term = null;
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            _events.SaveThrew(trouble);
        }
    }

    /// <summary>Asked just before each request: a process may be stopped for long while a notification waits.</summary>
    private bool Holds(DeskTerm term) => _lease.TryHold(Lease) == term.Token;

    /// <summary>What became of a notification of a term that is over is for nobody to write down: whoever holds the desk now tells it again.</summary>
    /// <param name="outcome">Null for one that was not sent: it is due again.</param>
    private ValueTask SettleAsync(Delivery delivery, DeliveryOutcome? outcome, CancellationToken stopping) => _jobs.Writer.WriteAsync(
        new(term =>
        {
            if (term == delivery.Term)
                term.Arrived(delivery.Notification);
            if (term != delivery.Term || outcome is null)
                return false;
            var now = _time.GetUtcNow();
            var over = term.Desk.Settle(delivery.Notification, outcome, now);
            _events.Tried(delivery.Notification, outcome, over, now);
            return over;
        }),
        stopping);

    private Task<DeskAnswer> ChangeAsync(Func<AlertDesk, bool> change) => DoAsync(new(term => change(term.Desk)));

    private async Task<DeskAnswer> DoAsync(DeskJob job)
    {
        await _jobs.Writer.WriteAsync(job);
        return await job.Done;
    }
}
