namespace Plimsoll.Cli.Replay;

/// <summary>
/// Holds rows back until they are due. Due times are rounded up to a quarter second, so that a slow trace goes out
/// in a few requests a second instead of one for each row.
/// </summary>
internal sealed class Pacer(ReplaySpeed speed, long firstMs, TimeProvider time)
{
    private static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(250);
    private readonly long _start = time.GetTimestamp();

    /// <summary>How long until a row is due; zero or less when it is.</summary>
    public TimeSpan Until(long timestampMs)
    {
        var due = speed.Of(TimeSpan.FromMilliseconds(timestampMs - firstMs));
        return (Math.Ceiling(due / Slot) * Slot) - time.GetElapsedTime(_start);
    }
}
