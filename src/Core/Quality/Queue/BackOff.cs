namespace Plimsoll.Quality.Queue;

/// <summary>How long to wait after a failure: doubling, with jitter, and never less than the judge asked for.</summary>
public static class BackOff
{
    public const long FirstMs = 1_000;
    public const long MostMs = 300_000;

    /// <param name="failures">So far, from 1.</param>
    /// <param name="jitter">From 0 to 1, drawn by the host; half of the wait is certain.</param>
    /// <param name="asked">The judge's Retry-After; longer than an hour counts as an hour.</param>
    public static long DelayMs(int failures, double jitter, TimeSpan? asked = null)
    {
        if (!(jitter >= 0 && jitter <= 1))
            throw new ArgumentOutOfRangeException(nameof(jitter), jitter, "Jitter is from 0 to 1");
        var most = Math.Min(MostMs, FirstMs << Math.Clamp(failures - 1, 0, 20));
        var wanted = Math.Clamp(asked?.TotalMilliseconds ?? 0, 0, TimeSpan.MillisecondsPerHour);
        return (long)(Math.Max(wanted, most / 2d) + jitter * most / 2);
    }
}
