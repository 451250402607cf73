using Plimsoll.Fleet;

namespace Plimsoll.ComponentHost.Leases;

/// <summary>A fleet of one process holds every lease, under the token that a cluster's first holder would have.</summary>
public sealed class SoleMember : IFleetLease
{
    public long? TryHold(string name)
    {
        LeaseName.Check(name);
        return 1;
    }
}
