using Orleans.Runtime.Services;

namespace Plimsoll.Grains.Desks;

/// <summary>The desks of the silos that are up; one of them holds the lease.</summary>
public sealed class AlertDeskClient(IServiceProvider services, IClusterMembershipService membership) : GrainServiceClient<IAlertDeskService>(services)
{
    public IReadOnlyList<SiloAddress> Silos() =>
        [.. membership.CurrentSnapshot.Members.Values.Where(m => m.Status == SiloStatus.Active).Select(m => m.SiloAddress)];

    public IAlertDeskService Of(SiloAddress silo) => GetGrainService(silo);
}
