namespace Plimsoll.ComponentHost;

/// <summary>
/// Holds the components' clock back while history is on its way to them, so that a window does not close, and
/// nobody seems silent, before the records of its time have come.
/// </summary>
public interface ITickLimit
{
    /// <summary>Latest time that a tick may name, Unix milliseconds; null for no limit.</summary>
    long? NoLaterThanMs { get; }
}
