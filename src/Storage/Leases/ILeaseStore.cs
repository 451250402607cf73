using Plimsoll.Fleet;

namespace Plimsoll.Storage.Leases;

/// <summary>Where the members of a fleet meet: one small record for each lease, replaced only on condition.</summary>
public interface ILeaseStore
{
    /// <summary>What is there; <see cref="StoredLease.None"/> for a lease that nobody has had yet.</summary>
    ValueTask<StoredLease> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Puts a record in the place of version <paramref name="expected"/>, and makes it the next version.</summary>
    ValueTask<LeaseWrite> WriteAsync(string name, LeaseRecord next, long expected, CancellationToken cancellationToken);
}

/// <param name="Version">Rises by one with every write; 0 before the first.</param>
public sealed record StoredLease(LeaseRecord Record, long Version)
{
    public static readonly StoredLease None = new(LeaseRecord.None, 0);
}

/// <summary>What became of a write.</summary>
public enum LeaseWrite
{
    Written,

    /// <summary>Another member came first.</summary>
    Conflict,

    /// <summary>Nothing is known to be written.</summary>
    Unavailable,
}
