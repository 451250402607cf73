using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Golden;

/// <summary>
/// Runs golden sets when they are due, in one process of the fleet, one after the other. The component remembers which
/// slot was run, so a restart runs none twice and the next holder of the lease goes on where the last one stood.
/// </summary>
internal sealed class GoldenWorker(
    PlimsollOptions options, IComponentDirectory directory, IGoldenComponents components, IFleetLease lease, IGoldenAsker asker, GoldenEvents events,
    TimeProvider time) : BackgroundService
{
    public const string Lease = "golden";
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>Before a run that came to nothing is tried again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int FileTries = 5;
    private static readonly TimeSpan s_longestRun = TimeSpan.FromHours(6);

    /// <summary>By set: not before.</summary>
    private readonly Dictionary<string, DateTimeOffset> _paused = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Golden.Count == 0)
            return;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var set in options.Golden)
                await TryAsync(set, stoppingToken);
        }
    }

    private async Task TryAsync(GoldenOptions set, CancellationToken stopping)
    {
        if (lease.TryHold(Lease) is null || (_paused.TryGetValue(set.Name, out var until) && time.GetUtcNow() < until))
            return;
        try
        {
            if (!await IsDueAsync(set))
                return;
            // Else a set that cannot be run would be tried, and complained about, at every turn.
            _paused[set.Name] = time.GetUtcNow() + Pause;
            await RunAsync(set, stopping);
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            events.Failed(set, trouble);
        }
    }

    private async Task<bool> IsDueAsync(GoldenOptions set)
    {
        if (!await directory.ExistsAsync(set.Component))
            return false;
        var known = (await components.FindGolden(set.Component).GetGoldenAsync()).Sets.FirstOrDefault(s => s.Set == set.Name);
        return known?.Runs is not [var last, ..] || last.Slot < set.Slot(time.GetUtcNow());
    }

    private async Task RunAsync(GoldenOptions set, CancellationToken stopping)
    {
        var (slot, began) = (set.Slot(time.GetUtcNow()), time.GetTimestamp());
        using var tooLong = new CancellationTokenSource(set.Every / 2 < s_longestRun ? set.Every / 2 : s_longestRun, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, tooLong.Token);
        GoldenAsked asked;
        try
        {
            asked = await asker.AskAsync(set, either.Token);
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            events.TookTooLong(set);
            return;
        }
        if (asked.Report is { } report)
            await FileAsync(set, new(set.Name, slot, set.Every, time.GetElapsedTime(began), set.MaxDrop, report), stopping);
        else
            events.Broken(set, asked.Errors);
    }

    private async Task FileAsync(GoldenOptions set, GoldenFiling filing, CancellationToken stopping)
    {
        for (var attempt = 0; attempt < FileTries; attempt++)
        {
            await Backoff.WaitAsync(attempt, time, stopping);
            if (await components.FindGolden(set.Component).FileGoldenRunAsync(filing) is not { } receipt)
                continue;
            events.Ran(set, filing, receipt.Refused);
            return;
        }
        events.NotFiled(set);
    }
}
