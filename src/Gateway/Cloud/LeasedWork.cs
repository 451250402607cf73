using Plimsoll.Fleet;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Cloud;

/// <summary>What one process of the fleet does again and again, as long as it holds a lease, once what was accepted before is delivered.</summary>
internal abstract class LeasedWork(string leaseName, TimeSpan interval, IFleetLease lease, RecoveryGate recovery, TimeProvider time) : BackgroundService
{
    protected bool HoldsLease => lease.TryHold(leaseName) is not null;

    protected TimeProvider Time => time;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await recovery.Opened.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(interval, time);
        do
            await TurnAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Does what is due; the next turn comes whatever became of this one.</summary>
    internal async Task TurnAsync(CancellationToken stopping)
    {
        try
        {
            if (HoldsLease)
                await WorkAsync(stopping);
            else
                StandBy();
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            Failed(trouble);
        }
    }

    protected abstract Task WorkAsync(CancellationToken stopping);

    /// <summary>Another member works, and may have gone on from where this one stood.</summary>
    protected abstract void StandBy();

    /// <summary>Says what went wrong in a turn.</summary>
    protected abstract void Failed(Exception trouble);
}
