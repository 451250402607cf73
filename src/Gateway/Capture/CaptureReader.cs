using Plimsoll.Fleet;
using Plimsoll.Gateway.Cloud;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Capture;

/// <summary>Reads what SageMaker captured, place after place. Whoever holds the lease does it.</summary>
internal sealed class CaptureReader(IReadOnlyList<CaptureSource> sources, IFleetLease lease, RecoveryGate recovery, TimeProvider time, CaptureEvents events)
    : LeasedWork(Lease, s_interval, lease, recovery, time)
{
    public const string Lease = "capture";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    public IEnumerable<CaptureStatus> Statuses => sources.Select(s => s.Status);

    /// <summary>Trouble with one place keeps from no other.</summary>
    protected override async Task WorkAsync(CancellationToken stopping)
    {
        foreach (var source in sources)
        {
            try
            {
                if (HoldsLease)
                    await source.TurnAsync(stopping);
            }
            catch (Exception trouble) when (!stopping.IsCancellationRequested)
            {
                events.TurnFailed(source.Name, trouble);
            }
        }
    }

    protected override void StandBy()
    {
        foreach (var source in sources)
            source.Forget();
    }

    protected override void Failed(Exception trouble) => events.TurnFailed("*", trouble);
}
