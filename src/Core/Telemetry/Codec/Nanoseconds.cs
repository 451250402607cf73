namespace Plimsoll.Telemetry.Codec;

/// <summary>Latencies are stored as whole nanoseconds, so that their sums do not depend on order.</summary>
internal static class Nanoseconds
{
    private const double PerMillisecond = 1e6;

    /// <summary>Nearest whole nanosecond; not finite or negative is a bug of the caller and throws when it is written.</summary>
    public static long FromMilliseconds(double ms) =>
        double.IsFinite(ms) ? (long)Math.Round(ms * PerMillisecond) : BatchFormat.None;

    public static double ToMilliseconds(long ns) => ns / PerMillisecond;
}
