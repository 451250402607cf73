using Plimsoll.Storage.Leases;

namespace Plimsoll.Storage.Cursors;

/// <summary>Where the cursors of a fleet are.</summary>
public sealed class CursorStore(ILeaseStore store)
{
    /// <param name="name">As of the lease of the same work.</param>
    public FleetCursor Find(string name) => new(store, name + "-cursor");
}
