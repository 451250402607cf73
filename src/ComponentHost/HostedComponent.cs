using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Effects;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>
/// One component in this process. Its state is touched under a lock that is never held across I/O, so views and
/// deliveries go on while a checkpoint is written; loads and commits run one at a time.
/// </summary>
public sealed partial class HostedComponent : IInferenceComponent, IJudgedComponent, IRolloutComponent, IEvidenceComponent, IErasableComponent, IGoldenComponent, IMeasuredComponent, IWatchedComponent, IEffectSource, IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _io = new(1, 1);
    private readonly BadBatches _bad = new();
    private readonly TickBrake _brake = new();
    private readonly HostServices _services;
    private readonly EffectOutbox _outbox;
    private readonly Action? _leave;
    private LiveState? _live;

    /// <param name="leave">Called when a later build saved the state: another process may be able to read it.</param>
    public HostedComponent(string name, HostServices services, Action? leave = null)
    {
        Name = name;
        _services = services;
        _leave = leave;
        _outbox = new EffectOutbox(this, services);
    }

    public string Name { get; }

    public bool InMemory
    {
        get
        {
            lock (_lock)
                return _live is not null;
        }
    }

    private long NowMs => _services.Time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<DeliveryReceipt> DeliverAsync(DeliveryBatch batch) =>
        TryDeliver(batch) is { } receipt ? Task.FromResult(receipt) : LoadAndDeliverAsync(batch);

    public async Task<Watermark> GetWatermarkAsync(Guid journalId)
    {
        var live = await LiveAsync();
        lock (_lock)
            return live.WatermarkOf(journalId);
    }

    public async Task<ComponentView> GetViewAsync()
    {
        var live = await LiveAsync();
        var archived = await ArchivedAsync(live, 0, NowMs);
        lock (_lock)
            return live.Component.View(NowMs, archived);
    }

    public async Task<SeriesSet> GetSeriesAsync(SeriesQuery query)
    {
        var live = await LiveAsync();
        var archived = await ArchivedAsync(live, query.From.ToUnixTimeMilliseconds(), query.To.ToUnixTimeMilliseconds());
        lock (_lock)
            return live.Component.Series(query, NowMs, archived);
    }

    public async Task<ComponentMetrics> GetMetricsAsync()
    {
        var live = await LiveAsync();
        lock (_lock)
            return live.Component.Metrics(NowMs);
    }

    public async Task<MinuteSet> GetMinutesAsync(MinuteQuery query)
    {
        var live = await LiveAsync();
        lock (_lock)
            return live.Component.Minutes(query, NowMs);
    }

    public async Task<ComponentSummary> GetSummaryAsync()
    {
        var live = await LiveAsync();
        lock (_lock)
            return live.Component.Summary(NowMs);
    }

    public async Task<Watermark> CheckpointAsync(Guid journalId)
    {
        await CommitAsync(CancellationToken.None);
        return await GetWatermarkAsync(journalId);
    }

    /// <summary>Lets the clock work on a component that is in memory.</summary>
    public void Tick(long nowMs)
    {
        bool effects;
        lock (_lock)
        {
            if (_live is not { } live || _brake.Holds())
                return;
            effects = TryTick(live, nowMs) && live.Component.PendingEffects.Count > 0;
        }
        if (effects)
            _outbox.Kick();
    }

    public async Task<bool> CommitAsync(CancellationToken cancellationToken)
    {
        await _io.WaitAsync(cancellationToken);
        try
        {
            return await CommitOneAsync(null, cancellationToken);
        }
        finally
        {
            _io.Release();
        }
    }

    IReadOnlyList<PendingEffect> IEffectSource.Pending()
    {
        lock (_lock)
            return _live is { } live ? [.. live.Component.PendingEffects.Select(e => new PendingEffect(e, live.IsCommitted(e)))] : [];
    }

    void IEffectSource.Acknowledge(string effectId)
    {
        lock (_lock)
            _live?.Component.Acknowledge(effectId);
    }

    public void Dispose() => _io.Dispose();

    private async Task<DeliveryReceipt> LoadAndDeliverAsync(DeliveryBatch batch)
    {
        while (true)
        {
            await LiveAsync();
            if (TryDeliver(batch) is { } receipt)
                return receipt;
        }
    }

    /// <summary>Null when the component is not in memory.</summary>
    private DeliveryReceipt? TryDeliver(DeliveryBatch batch)
    {
        DeliveryReceipt receipt;
        bool urgent;
        lock (_lock)
        {
            if (_live is not { } live)
                return null;
            if (live.IsBehind(batch))
                return new DeliveryReceipt(DeliveryOutcome.Behind, live.SavedThrough(batch.JournalId));
            receipt = Apply(live, batch);
            urgent = live.Component.PendingEffects.Any(e => e.Priority == EffectPriority.P0);
        }
        if (urgent)
            _outbox.Kick();
        return receipt;
    }

    private DeliveryReceipt Apply(LiveState live, DeliveryBatch batch)
    {
        if (_bad.TryTake(batch, out var reason))
        {
            live.Component.SetAside(batch.JournalId, batch.Sequence, reason!);
            return new DeliveryReceipt(DeliveryOutcome.SetAside, live.SavedThrough(batch.JournalId), reason);
        }
        try
        {
            return _services.Application.Apply(live.Component, batch) with { SavedThrough = live.SavedThrough(batch.JournalId) };
        }
        catch (Exception bug)
        {
            _services.Events.ApplyFailed(Name, batch, bug);
            _bad.Add(batch, bug.GetType().Name);
            _live = null;
            return new DeliveryReceipt(DeliveryOutcome.Behind, live.SavedThrough(batch.JournalId));
        }
    }

    private bool TryTick(LiveState live, long nowMs)
    {
        try
        {
            live.Component.Tick(nowMs);
            _brake.Loosen();
            return true;
        }
        catch (Exception bug)
        {
            _services.Events.TickFailed(Name, bug);
            _brake.Tighten();
            GoBack(live);
            return false;
        }
    }

    /// <summary>Stops using a state; the next call reads the checkpoint, and the journal above it is delivered again.</summary>
    private void GoBack(LiveState live)
    {
        lock (_lock)
        {
            if (_live == live)
                _live = null;
        }
        _services.Redelivery.Ask(Name);
    }

    private async ValueTask<LiveState> LiveAsync()
    {
        lock (_lock)
        {
            if (_live is { } live)
                return live;
        }
        await _io.WaitAsync();
        try
        {
            return await LoadAsync();
        }
        finally
        {
            _io.Release();
        }
    }

    private async Task<LiveState> LoadAsync()
    {
        lock (_lock)
        {
            if (_live is { } there)
                return there;
        }
        try
        {
            var loaded = await _services.Loader.LoadAsync(Name, CancellationToken.None);
            lock (_lock)
                return _live = loaded;
        }
        catch (NewerStateException newer)
        {
            _services.Events.StateIsNewer(Name, newer);
            _leave?.Invoke();
            throw;
        }
    }

    /// <summary>True when everything of the present state is committed.</summary>
    /// <param name="rewrite">What the store is not to keep either; then there is a commit though nothing changed.</param>
    private async Task<bool> CommitOneAsync(StoreRewrite? rewrite, CancellationToken cancellationToken)
    {
        LiveState? live;
        StateSnapshot snapshot;
        HashSet<string> effects;
        lock (_lock)
        {
            live = _live;
            if (live is null || (!live.Dirty && rewrite is null))
                return live is not null;
            snapshot = live.Component.Save(live.SavedVersion);
            effects = [.. live.Component.PendingEffects.Select(e => e.Id)];
        }
        switch (await _services.Writer.CommitAsync(Name, live.Head, live.Reset, snapshot, rewrite, cancellationToken))
        {
            case CommitResult.Committed committed:
                lock (_lock)
                    live.Committed(committed.Head, snapshot, effects);
                return true;
            case CommitResult.Conflict conflict:
                _services.Events.Fenced(Name, conflict.CurrentVersion);
                GoBack(live);
                return false;
            default:
                return false;
        }
    }

    private ValueTask<IReadOnlyList<StateBlock>> ArchivedAsync(LiveState live, long fromMs, long toMs)
    {
        IReadOnlyList<string> names;
        lock (_lock)
            names = live.Component.ArchivedHours(fromMs, toMs);
        return ArchivedAsync(live, names);
    }

    private ValueTask<IReadOnlyList<StateBlock>> ArchivedAsync(LiveState live, IReadOnlyList<string> names)
    {
        CheckpointHead? head;
        lock (_lock)
            head = live.Head;
        return names.Count == 0 || head is null ? new([]) : _services.Archive.ReadAsync(head, names);
    }
}
