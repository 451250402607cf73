using Plimsoll.Fleet;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Capture;

/// <summary>Reads what SageMaker captured, place after place. Whoever holds the lease does it.</summary>
internal sealed class CaptureReader(IReadOnlyList<CaptureSource> sources, IFleetLease lease, RecoveryGate recovery, TimeProvider time, CaptureEvents events) : BackgroundService
{
    public const string Lease = "capture";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    public IEnumerable<CaptureStatus> Statuses => sources.Select(s => s.Status);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await recovery.Opened.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(s_interval, time);
        do
            await TurnAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Reads what is due.</summary>
    internal async Task TurnAsync(CancellationToken stopping)
    {
        foreach (var source in sources)
        {
            try
            {
                if (lease.TryHold(Lease) is null)
                    source.Forget();
                else
                    await source.TurnAsync(stopping);
            }
            catch (Exception trouble) when (!stopping.IsCancellationRequested)
            {
                events.TurnFailed(source.Status.Name, trouble);
            }
        }
    }
}
