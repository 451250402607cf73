using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>
/// Makes the indexes of finished segments before somebody asks, a little at a time so that ingest keeps the processors, and
/// takes away those of segments that are no more.
/// </summary>
internal sealed class IndexingService(JournalHandle journal, IndexShelf shelf, InteractionEvents events, TimeProvider time) : BackgroundService
{
    private const long StepBytes = 4 << 20;

    /// <summary>Times as long as a step took that are left to others after it.</summary>
    private const int RestFactor = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>What is being written at full speed is left alone.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (journal.Log is { } log)
                await CatchUpAsync(log, stoppingToken);
        }
    }

    private async Task CatchUpAsync(SegmentLog log, CancellationToken stopping)
    {
        try
        {
            var segments = log.Segments();
            shelf.Sweep(segments);
            var settledBefore = (time.GetUtcNow() - Settled).ToUnixTimeMilliseconds();
            foreach (var segment in segments.Reverse().Where(s => !s.IsLast && s.NewestMs < settledBefore && shelf.Lacks(s)))
                await MakeAsync(log, segment, stopping);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            events.IndexNotWritten(e);
        }
    }

    private async Task MakeAsync(SegmentLog log, LogSegment segment, CancellationToken stopping)
    {
        for (var before = -1L; shelf.Lacks(segment);)
        {
            var started = time.GetTimestamp();
            var budget = new ScanBudget(StepBytes);
            shelf.Prepare(log, segment, budget);
            if (budget.Used == 0 && before == 0)
                return;
            before = budget.Used;
            await Task.Delay(RestFactor * time.GetElapsedTime(started), time, stopping);
        }
    }
}
