using Plimsoll.Configuration.Scraping;
using Plimsoll.Fleet;

namespace Plimsoll.Gateway.Scraping;

/// <summary>
/// Asks every target in its rhythm, each on its own: one that hangs holds up no other, and is not asked again before it
/// was given up.
/// </summary>
internal sealed partial class ScrapeService(
    TargetBoard board, TargetScrape scrape, ScrapeInstruments instruments, IFleetLease lease, ScrapeOptions options, TimeProvider time, ILogger<ScrapeService> logger)
    : BackgroundService
{
    /// <summary>Whose holder scrapes for the fleet.</summary>
    public const string Lease = "scrape";

    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private readonly List<Task> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (board.Sources.Count == 0)
            return;
        using var timer = new PeriodicTimer(s_step, time);
        try
        {
            do
                Step(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            await Task.WhenAll(_running);
        }
    }

    private void Step(CancellationToken stopping)
    {
        _running.RemoveAll(t => t.IsCompleted);
        if (!options.PerGateway && lease.TryHold(Lease) is null)
        {
            board.StandBy();
            return;
        }
        foreach (var state in board.TakeDue())
            _running.Add(state.Scrape = Task.Run(() => ScrapeAsync(state, stopping), CancellationToken.None));
    }

    private async Task ScrapeAsync(TargetState state, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        var at = time.GetUtcNow();
        try
        {
            var outcome = await scrape.RunAsync(state.Target, stopping);
            var took = time.GetElapsedTime(began);
            Report(state, outcome);
            state.Note(outcome, at, took);
            instruments.Scraped(state.Target, outcome, took);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogGivenUp(state.Target.Job.Name);
        }
        catch (Exception bug)
        {
            // Whatever an answer holds must not end the scrapes of others.
            LogBug(bug, state.Target.Job.Name, state.Target.Url);
            state.Note(ScrapeOutcome.Failed("bug", "the answer could not be read because of a bug; the log has it"), at, time.GetElapsedTime(began));
            instruments.Scraped(state.Target, state.Picture.Last!, state.Picture.Took);
        }
    }

    /// <summary>Only changes: a target that stays down is in the metrics.</summary>
    private void Report(TargetState state, ScrapeOutcome outcome)
    {
        var before = state.Picture.Last;
        if (outcome.Problem is { } problem && before?.Problem?.Reason != problem.Reason)
            LogDown(state.Target.Job.Name, state.Target.Url, problem.Reason, problem.Detail);
        else if (outcome.Problem is null && before is null or { Problem: not null })
            LogUp(state.Target.Job.Name, state.Target.Url, outcome.Samples, outcome.Mapped);
    }
}
