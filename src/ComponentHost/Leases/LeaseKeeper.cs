using System.Collections.Concurrent;
using Plimsoll.Fleet;
using Plimsoll.Storage.Leases;

namespace Plimsoll.ComponentHost.Leases;

/// <summary>Keeps the leases that parts of this process have asked for. A stop in good order gives them back.</summary>
internal sealed class LeaseKeeper(ILeaseStore store, LeaseSettings settings, TimeProvider time, LeaseEvents events) : BackgroundService, IFleetLease
{
    private readonly ConcurrentDictionary<string, KeptLease> _leases = new(StringComparer.Ordinal);

    /// <summary>Of this start of the process alone.</summary>
    private readonly string _member = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    public long? TryHold(string name)
    {
        if (!_leases.TryGetValue(name, out var lease))
        {
            LeaseName.Check(name);
            lease = _leases.GetOrAdd(name, n => new KeptLease(n, _member, store, settings, time, events));
        }
        return lease.Token();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (cancellationToken.IsCancellationRequested)
            return;
        await Task.WhenAll(_leases.Select(l => ReleaseAsync(l.Key, l.Value, cancellationToken)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(settings.RenewalMs / 2.0), time);
        do
            await Task.WhenAll(_leases.Values.Select(l => l.KeepAsync(stoppingToken)));
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReleaseAsync(string name, KeptLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await lease.ReleaseAsync(cancellationToken);
        }
        catch (Exception trouble)
        {
            // Whoever comes next waits for the end of its term.
            events.Failed(name, trouble);
        }
    }
}
