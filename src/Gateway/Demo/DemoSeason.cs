namespace Plimsoll.Gateway.Demo;

/// <summary>The course of day and week: quiet nights, a peak in the afternoon, half as much at the weekend.</summary>
internal static class DemoSeason
{
    /// <summary>Share of the peak, above 0 and at most 1.</summary>
    /// <param name="minute">Unix minute; the demo lives in UTC.</param>
    public static double At(long minute)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(minute * 60);
        var hour = at.TimeOfDay.TotalHours;
        var day = 0.6 - (0.4 * Math.Cos(2 * Math.PI * (hour - 3) / 24));
        return day * (at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.5 : 1);
    }
}
