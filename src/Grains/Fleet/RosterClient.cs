using Orleans.Runtime.Services;

namespace Plimsoll.Grains.Fleet;

/// <summary>The rosters of all silos that are up.</summary>
public sealed class RosterClient(IServiceProvider services, IClusterMembershipService membership) : GrainServiceClient<IRosterService>(services)
{
    public IReadOnlyList<IRosterService> All() =>
    [
        .. membership.CurrentSnapshot.Members.Values.Where(m => m.Status == SiloStatus.Active).Select(m => GetGrainService(m.SiloAddress)),
    ];
}
