namespace Plimsoll.Fleet;

/// <summary>
/// Work that exists once per fleet, such as alerting or publishing, is done by whichever process holds the lease of its name.
/// </summary>
public interface IFleetLease
{
    /// <summary>
    /// The fencing token while this process holds the lease; null otherwise. Never waits: the first call makes this process a
    /// candidate, and a later one finds it a holder. Ask before each piece of work, and hand the token to whoever takes the
    /// work (<see cref="Fence"/>): a process may be stopped for long between the question and the work.
    /// </summary>
    /// <param name="name">1 to 64 lower-case letters, digits and -.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    long? TryHold(string name);
}
