using Plimsoll.Components.History;
using Plimsoll.Drift.Sequences;

namespace Plimsoll.Components.Alerting;

/// <summary>When the memory of the component's GPUs is full, if it goes on filling as it did in the last hour.</summary>
internal static class GpuMemoryForecast
{
    /// <summary>What stands for "not in sight".</summary>
    public const double MostHours = 365 * 24;

    private const int Minutes = 60;
    private const int LeastMinutes = 20;
    private const double MinutesPerHour = 60;

    /// <summary>
    /// By the median slope (Theil, 1950; Sen, 1968) of the minutes' means, where they rise by more than chance (Mann–Kendall at
    /// 1%); <see cref="MostHours"/> where they do not, and null under 20 measured minutes.
    /// </summary>
    public static double? HoursLeft(ComponentData data, long nowMs)
    {
        var measured = Measured(data, nowMs);
        if (measured.Count < LeastMinutes || TrendTest.Of(measured) is not { } trend)
            return null;
        if (!trend.Drifts || trend.Slope <= 0)
            return MostHours;
        return Math.Min(MostHours, Math.Max(0, 1 - measured[^1]) / trend.Slope / MinutesPerHour);
    }

    private static List<double> Measured(ComponentData data, long nowMs)
    {
        var history = data.Counting(Groups.Gpu, nowMs - Clock.HourMs, nowMs + 1)?.History;
        var last = Clock.Minute(nowMs) - 1;
        var measured = new List<double>();
        for (var minute = last - Minutes + 1; minute <= last; minute++)
        {
            if (history?.FindMinute(minute)?.Gpu?.MemoryRatio is { } ratio)
                measured.Add(ratio);
        }
        return measured;
    }
}
