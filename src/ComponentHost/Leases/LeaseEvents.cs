using System.Diagnostics.Metrics;

namespace Plimsoll.ComponentHost.Leases;

/// <summary>What happens to this process's leases, as metrics and log lines.</summary>
public sealed partial class LeaseEvents
{
    private readonly ILogger<LeaseEvents> _logger;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _failures;

    public LeaseEvents(IMeterFactory meters, ILogger<LeaseEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create("Plimsoll.Gateway");
        _changes = meter.CreateCounter<long>("plimsoll_gateway_lease_changes", description: "Leases for work that exists once per fleet that this process took or no longer has, by lease.");
        _failures = meter.CreateCounter<long>("plimsoll_gateway_lease_failures", description: "Tries to read or renew a lease that came to nothing because of the store, by lease.");
    }

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

    internal void StoreUnavailable(string lease) => _failures.Add(1, new KeyValuePair<string, object?>("lease", lease));

    internal void Failed(string lease, Exception trouble)
    {
        StoreUnavailable(lease);
        LeaseFailed(trouble, lease);
    }

    private void Count(string lease, string change) =>
        _changes.Add(1, new KeyValuePair<string, object?>("lease", lease), new KeyValuePair<string, object?>("change", change));
}
