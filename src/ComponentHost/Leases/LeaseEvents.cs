using System.Diagnostics.Metrics;

namespace Plimsoll.ComponentHost.Leases;

/// <summary>What happens to this process's leases, as metrics and log lines.</summary>
public sealed partial class LeaseEvents(IMeterFactory meters, ILogger<LeaseEvents> logger)
{
    private readonly Tally _changes = new(meters, "plimsoll_gateway_lease_changes", "Leases for work that exists once per fleet that this process took or no longer has, by lease.", "lease", "change");
    private readonly Tally _failures = new(meters, "plimsoll_gateway_lease_failures", "Tries to read or renew a lease that came to nothing because of the store, by lease.", "lease");

    internal void Changed(string lease, long? before, long? now)
    {
        if (before == now)
            return;
        if (before is { } lost)
        {
            Count(lease, "lost");
            LeaseLost(lease, lost);
        }
        if (now is { } token)
        {
            Count(lease, "taken");
            LeaseTaken(lease, token);
        }
    }

    internal void StoreUnavailable(string lease) => _failures.One(lease);

    internal void Failed(string lease, Exception trouble)
    {
        StoreUnavailable(lease);
        LeaseFailed(trouble, lease);
    }

    private void Count(string lease, string change) =>
        _changes.One(lease, change);
}
