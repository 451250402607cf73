namespace Plimsoll.Publishing;

/// <summary>Which minutes are to be published next.</summary>
/// <param name="From">Minute since 1970, included.</param>
/// <param name="To">Excluded.</param>
/// <param name="Missed">Minutes before them that are too old.</param>
public readonly record struct PublishingSpan(long From, long To, long Missed)
{
    private const long MinuteMs = 60_000;

    /// <summary>Collected at a time, so that a long gap is not held in memory at once.</summary>
    public const int MostMinutes = 10;

    public bool IsEmpty => From >= To;

    /// <param name="last">The last minute that was taken; null where none ever was: it begins with the newest.</param>
    public static PublishingSpan Next(long? last, long nowMs, TimeSpan delay, TimeSpan catchUp)
    {
        var newest = Newest(nowMs, delay);
        var oldest = (nowMs - (long)catchUp.TotalMilliseconds) / MinuteMs;
        var from = (last ?? newest - 1) + 1;
        var missed = Math.Max(0, Math.Min(oldest, newest + 1) - from);
        from += missed;
        return new(from, Math.Min(newest + 1, from + MostMinutes), missed);
    }

    /// <summary>The last minute that ended at least <paramref name="delay"/> ago.</summary>
    public static long Newest(long nowMs, TimeSpan delay) => (nowMs - (long)delay.TotalMilliseconds) / MinuteMs - 1;
}
