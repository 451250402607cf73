namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>Round times (UTC) for a time axis.</summary>
public static class TimeTicks
{
    private static readonly TimeSpan[] Steps =
    [
        .. new[] { 1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440 }.Select(m => TimeSpan.FromMinutes(m)),
    ];

    /// <summary>Multiples of the smallest round step that gives at most <paramref name="most"/> ticks within the period.</summary>
    public static IReadOnlyList<DateTimeOffset> Within(DateTimeOffset from, DateTimeOffset to, int most = 6)
    {
        var step = Steps.FirstOrDefault(s => (to - from) / s <= most, TimeSpan.FromDays(Math.Ceiling((to - from).TotalDays / most)));
        var ticks = new List<DateTimeOffset>();
        for (var at = RoundUp(from, step); at <= to; at += step)
            ticks.Add(at);
        return ticks;
    }

    private static DateTimeOffset RoundUp(DateTimeOffset at, TimeSpan step) =>
        new((at.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks, TimeSpan.Zero);
}
