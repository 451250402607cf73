using Plimsoll.ComponentHost;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// Opens the journal, recovers, opens the way in and keeps the journal as short as checkpoints allow. Stops in the
/// opposite order: nothing more in, everything admitted delivered.
/// </summary>
internal sealed class PipelineService(
    PlimsollOptions options, TimeProvider time, OpenJournal openJournal, JournalHandle journal, IComponentDirectory directory, IngestPipeline pipeline,
    Backlog backlog, ComponentAdmission admission, RecoveryGate gate, RedeliveryRequests redelivery, PipelineEvents events) : BackgroundService
{
    private const int ConcurrentScans = 4;
    private static readonly TimeSpan LongestCutInterval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _lanes = new();
    private readonly string _markPath = Path.Combine(options.DataDirectory, "delivery.mark");
    private SegmentLog _log = null!;
    private DeliveryMark _mark = null!;
    private Delivery _delivery = null!;
    private Task _intake = Task.CompletedTask;
    private Intake? _opened;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        journal.Log = _log = openJournal(JournalSettings.Of(options), time);
        events.Opened(_log.Recovery);
        _mark = DeliveryMark.Read(_markPath, _log, out var problem);
        if (problem is not null)
            events.Damaged(problem);
        _mark.Write(_markPath);
        var lanes = new LaneServices(_log, time, events, options.Ingest.MaxBacklogBytes / 4, new SemaphoreSlim(ConcurrentScans), _lanes.Token);
        journal.Delivery = _delivery = new Delivery(directory, lanes, _mark.Covered);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        Close();
        try
        {
            await _intake.WaitAsync(cancellationToken);
            await backlog.FallenToAsync(0).WaitAsync(cancellationToken);
        }
        finally
        {
            await base.StopAsync(cancellationToken);
            await _lanes.CancelAsync();
            await _log.DisposeAsync();
        }
    }

    public override void Dispose()
    {
        _lanes.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var redeliveries = RedeliverAsync(ending.Token);
        foreach (var component in await KnownAsync(stoppingToken))
            admission.Remember(component);
        var window = new DedupWindow(options.Ingest.DedupWindow, options.Ingest.DedupMaxIds, time);
        var rememberFrom = time.GetUtcNow() - options.Ingest.DedupWindow;
        await new JournalReplay(_log, _delivery, window, backlog, admission, events)
            .RunAsync(_mark, rememberFrom.ToUnixTimeMilliseconds(), options.Ingest.MaxBacklogBytes / 8, stoppingToken);
        _opened = new Intake(_log, window, _delivery, backlog);
        _intake = _opened.RunAsync();
        PipelineGauges.Register(events.Meter, _log, backlog, admission, _opened, _delivery);
        pipeline.Open(_opened);
        gate.Open();
        await using var closing = ending.Token.Register(Close);
        await Together.EndAsync(ending, redeliveries, CutAsync(ending.Token), _intake);
    }

    private void Close()
    {
        pipeline.Close();
        _opened?.Close();
    }

    private async Task<IReadOnlyList<string>> KnownAsync(CancellationToken stopping)
    {
        for (var attempt = 0; ; attempt++)
        {
            await Backoff.WaitAsync(attempt, time, stopping);
            try
            {
                return await directory.ListNamesAsync();
            }
            catch (Exception trouble) when (!stopping.IsCancellationRequested)
            {
                events.ComponentsOutOfReach(trouble);
            }
        }
    }

    private async Task RedeliverAsync(CancellationToken stopping)
    {
        await foreach (var component in redelivery.ReadAllAsync(stopping))
            _delivery.Redeliver(component);
    }

    /// <summary>Moves the mark as checkpoints cover more, and cuts the journal behind it.</summary>
    private async Task CutAsync(CancellationToken stopping)
    {
        var expiry = new ExpiryMarks(options.Ingest.DedupWindow, time, _mark.Expired);
        using var timer = new PeriodicTimer(options.Checkpoints.Interval < LongestCutInterval ? options.Checkpoints.Interval : LongestCutInterval, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            var mark = new DeliveryMark(_log.JournalId, await _delivery.CoveredThroughAsync(), expiry.Note(_log.LastSequence));
            if (mark != _mark && TryWrite(mark))
                _mark = mark;
            _log.RemoveCovered(mark.Covered + 1);
        }
    }

    /// <summary>With an older mark a restart reads more than it needs; the journal is cut all the same, which a full disk waits for.</summary>
    private bool TryWrite(DeliveryMark mark)
    {
        try
        {
            mark.Write(_markPath);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            events.MarkRefused(refused);
            return false;
        }
    }
}
