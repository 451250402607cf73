using Plimsoll.Fleet;
using Plimsoll.Grains;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Silo.Gateways;

/// <summary>The leases' store as a gateway reaches it, which needs no access to the database for it.</summary>
internal sealed class GrainLeaseStore(IGrainFactory grains) : ILeaseStore
{
    private ILeaseGrain Leases => grains.GetGrain<ILeaseGrain>(0);

    public async ValueTask<StoredLease> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var state = await Leases.ReadAsync(name).WaitAsync(cancellationToken);
        return new StoredLease(new LeaseRecord(state.Holder, state.Token, state.Renewal), state.Version);
    }

    public async ValueTask<LeaseWrite> WriteAsync(string name, LeaseRecord next, long expected, CancellationToken cancellationToken)
    {
        var state = new LeaseState { Holder = next.Holder, Token = next.Token, Renewal = next.Renewal, Version = expected };
        return (LeaseWrite)await Leases.WriteAsync(name, state).WaitAsync(cancellationToken);
    }
}
