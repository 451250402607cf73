using Orleans.Concurrency;
using Plimsoll.Fleet;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Grains.Fleet;

/// <summary>Passes on to the store.</summary>
[GrainType("lease"), StatelessWorker, Reentrant]
public sealed class LeaseGrain(ILeaseStore store) : Grain, ILeaseGrain
{
    public async Task<LeaseState> ReadAsync(string name)
    {
        var (record, version) = await store.ReadAsync(name, CancellationToken.None);
        return new LeaseState { Holder = record.Holder, Token = record.Token, Renewal = record.Renewal, Version = version };
    }

    public async Task<int> WriteAsync(string name, LeaseState next) =>
        (int)await store.WriteAsync(name, new LeaseRecord(next.Holder, next.Token, next.Renewal), next.Version, CancellationToken.None);
}
