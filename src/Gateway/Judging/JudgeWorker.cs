using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Judging;

/// <summary>
/// Judges what components want judged and whose texts are here. Components keep queue, budget and back-off; this only asks
/// for calls, makes them and reports, so that a gateway that goes down loses nothing but calls in flight.
/// </summary>
internal sealed class JudgeWorker(
    IComponentDirectory directory, IJudgedComponents components, JudgeRota rota, JudgeRunner runner, JournalHandle journal, JudgeEvents events,
    TimeProvider time) : BackgroundService
{
    private const int ComponentsAtOnce = 4;
    private const int ReportTries = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var known = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            known = known || await NoteAllAsync(stoppingToken);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = ComponentsAtOnce, CancellationToken = stoppingToken };
            await Parallel.ForEachAsync(rota.Turn(), parallel, async (component, cancel) => await ServeAsync(component, cancel));
        }
    }

    /// <summary>What was queued before a restart is asked for once, though no new candidate comes.</summary>
    private async Task<bool> NoteAllAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var component in await directory.ListNamesAsync())
                rota.Keep(component);
            return true;
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            events.OutOfReach("", trouble);
            return false;
        }
    }

    private async Task ServeAsync(string component, CancellationToken stopping)
    {
        try
        {
            while (journal.Log is { } log && !stopping.IsCancellationRequested)
            {
                var work = await components.FindJudged(component).TakeJudgementsAsync(new(log.JournalId, runner.Concurrency));
                if (work.Tasks.Count == 0)
                {
                    if (work.Waiting == 0)
                        rota.Release(component);
                    else
                        rota.Keep(component);
                    return;
                }
                var reports = await Task.WhenAll(work.Tasks.Select(t => runner.RunAsync(component, t, stopping)));
                await ReportAsync(component, new(reports), stopping);
            }
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            events.OutOfReach(component, trouble);
        }
    }

    /// <summary>A report that cannot be delivered is given up: the component takes its calls for lost after a while.</summary>
    private async Task ReportAsync(string component, JudgeReportSet reports, CancellationToken stopping)
    {
        for (var attempt = 0; attempt < ReportTries; attempt++)
        {
            await Backoff.WaitAsync(attempt, time, stopping);
            if (await components.FindJudged(component).ReportJudgementsAsync(reports))
                return;
        }
        events.ReportGivenUp(component, reports.Reports.Count);
    }
}
