using Plimsoll.Components;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// Delivers one component's batches in order. As long as all goes well it works from memory; on any trouble
/// (a delivery throws, the component went back to a checkpoint, too much waits) it lets go of what it holds and
/// catches up from the journal, so that one component in trouble neither delays another nor fills the memory.
/// </summary>
internal sealed class DeliveryLane
{
    private readonly Lock _lock = new();
    private readonly Queue<LaneItem> _queue = [];
    private readonly LaneCoverage _coverage = new();
    private readonly IInferenceComponent _target;
    private readonly LaneCourier _courier;
    private readonly LaneServices _services;
    private long _pinnedBytes;
    private bool _running;
    private bool _catchingUp;

    public DeliveryLane(string component, IInferenceComponent target, LaneServices services)
    {
        _target = target;
        _services = services;
        _courier = new LaneCourier(component, target, _coverage, services);
    }

    /// <summary>Oldest sequence that no saved checkpoint covers; null when nothing is outstanding.</summary>
    public long? FirstOutstanding => _coverage.First;

    public bool CatchingUp
    {
        get
        {
            lock (_lock)
                return _catchingUp;
        }
    }

    /// <summary>Takes over one hold on the item's entry.</summary>
    public void Enqueue(LaneItem item)
    {
        _coverage.Dispatched(item.JournalId, item.Sequence);
        lock (_lock)
        {
            if (_catchingUp || _pinnedBytes > _services.MaxPinnedBytes)
            {
                _catchingUp = true;
                item.Entry.Release();
            }
            else
            {
                _queue.Enqueue(item);
                _pinnedBytes += item.Entry.ByteCount;
            }
        }
        Start();
    }

    /// <summary>Reads the journal again from the component's watermark through a sequence.</summary>
    public void Redeliver(Guid journal, long through)
    {
        _coverage.Dispatched(journal, through);
        lock (_lock)
            _catchingUp = true;
        Start();
    }

    /// <summary>
    /// Asks how far checkpoints cover what was delivered. A component that has less than it acknowledged went back to
    /// one where nobody could tell, in a cluster with its machine: it is given the rest again.
    /// </summary>
    public async Task RefreshCoverageAsync()
    {
        if (_coverage.OutstandingJournal is not { } journal)
            return;
        var acknowledged = _coverage.AcknowledgedThrough(journal);
        var mark = await _target.GetWatermarkAsync(journal);
        _coverage.Saved(journal, mark.SavedThrough);
        if (mark.AppliedThrough < acknowledged)
            Redeliver(journal, _coverage.Last);
    }

    private void Start()
    {
        lock (_lock)
        {
            if (_running)
                return;
            _running = true;
        }
        _ = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _services.Scheduler);
    }

    private async Task RunAsync()
    {
        while (!_services.Stopping.IsCancellationRequested)
        {
            if (TryTake(out var item))
                await DeliverAsync(item);
            else if (CatchingUp)
                await CatchUpAsync();
            else if (TryEnd())
                return;
        }
    }

    private bool TryTake(out LaneItem item)
    {
        lock (_lock)
            return _queue.TryDequeue(out item);
    }

    private bool TryEnd()
    {
        lock (_lock)
        {
            _running = _queue.Count > 0 || _catchingUp;
            return !_running;
        }
    }

    private async ValueTask DeliverAsync(LaneItem item)
    {
        var fine = await _courier.DeliverAsync(item);
        if (!fine)
        {
            lock (_lock)
                _catchingUp = true;
        }
        LetGo(item);
        while (!fine && TryTake(out var next))
            LetGo(next);
    }

    private void LetGo(LaneItem item)
    {
        lock (_lock)
            _pinnedBytes -= item.Entry.ByteCount;
        item.Entry.Release();
    }

    private async Task CatchUpAsync()
    {
        _services.Events.CatchingUp();
        for (var attempt = 0; !_services.Stopping.IsCancellationRequested; attempt++)
        {
            await Backoff.WaitAsync(attempt, _services.Time, _services.Stopping);
            var through = _coverage.Last;
            // Reading the journal may take long and must not hold up the lanes that work from memory.
            if (!await Task.Run(() => _courier.CatchUpAsync(through)))
                continue;
            if (TryLeaveCatchUp(through))
                return;
            attempt = -1;
        }
    }

    private bool TryLeaveCatchUp(long through)
    {
        lock (_lock)
        {
            _catchingUp = _coverage.Last > through;
            return !_catchingUp;
        }
    }
}
