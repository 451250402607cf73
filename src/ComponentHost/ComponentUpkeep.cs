using Plimsoll.Configuration;

namespace Plimsoll.ComponentHost;

/// <summary>
/// The clock's work on all components: ticks every five seconds, checkpoints of what changed spread over the
/// configured interval. Begins after recovery; at a stop everything is saved, or as much as its time allows.
/// </summary>
internal sealed class ComponentUpkeep(
    IResidents residents, IClockStart start, IEnumerable<ITickLimit> limits, PlimsollOptions options, TimeProvider time,
    HostEvents events) : BackgroundService
{
    private const int Phases = 10;
    private const int ConcurrentCommits = 4;
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await residents.FindStoredAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await CheckpointAsync(residents.All, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            events.StoppedUnsaved();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.Opened.WaitAsync(stoppingToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Together.EndAsync(ending, TickAsync(ending.Token), CheckpointInTurnAsync(ending.Token));
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TickInterval, time);
        do
        {
            await LoadAllAsync(stopping);
            var now = TickTimeMs();
            foreach (var component in residents.All)
                component.Tick(now);
            await ForEachAsync(residents.All, (c, _) => c.ReturnSliceAsync(), stopping);
            await ForEachAsync(residents.All, (c, _) => c.ForgetDroppedAsync(), stopping);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private long TickTimeMs() =>
        limits.Select(l => l.NoLaterThanMs).OfType<long>().Append(time.GetUtcNow().ToUnixTimeMilliseconds()).Min();

    /// <summary>A component that only the store holds ticks too: it may have to turn silent, and its GPUs cost.</summary>
    private Task LoadAllAsync(CancellationToken stopping) =>
        ForEachAsync(residents.All.Where(c => !c.InMemory), (c, _) => c.GetSummaryAsync(), stopping);

    private async Task CheckpointInTurnAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Checkpoints.Interval / Phases, time);
        for (var phase = 0; await timer.WaitForNextTickAsync(stopping); phase = (phase + 1) % Phases)
            await CheckpointAsync(residents.All.Where(c => Phase(c) == phase), stopping);
    }

    private Task CheckpointAsync(IEnumerable<HostedComponent> components, CancellationToken cancellationToken) =>
        ForEachAsync(components, (c, cancel) => c.CommitAsync(cancel), cancellationToken);

    private Task ForEachAsync(IEnumerable<HostedComponent> components, Func<HostedComponent, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentCommits, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(components, parallel, async (component, cancel) =>
        {
            try
            {
                await work(component, cancel);
            }
            catch (Exception trouble) when (!cancel.IsCancellationRequested)
            {
                events.UpkeepFailed(trouble, component.Name);
            }
        });
    }

    private static int Phase(HostedComponent component) => (int)((uint)component.Name.GetHashCode(StringComparison.Ordinal) % Phases);
}
