using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>Dollars; null where no price is known.</summary>
internal static class CostReport
{
    private const double NanoPerDollar = 1e9;
    private const double SecondsPerHour = 3600;
    private const double Million = 1e6;

    public static CostView? Make(ComponentData data, long nowMs)
    {
        if (PerHour(data, nowMs) is not { } perHour)
            return null;
        var (counters, gpuNano) = LastDay(data, nowMs);
        var total = Dollars(counters.TokenCostNano, gpuNano);
        var tokens = counters.InputTokens + counters.OutputTokens;
        var successes = counters.Requests - counters.Errors;
        return new(
            perHour,
            total,
            tokens == 0 ? null : total / tokens * Million,
            successes == 0 ? null : total / successes,
            IdleGpuPerHour(data, nowMs));
    }

    /// <summary>GPU price at the present number of GPUs, and token prices at the rate of the last five minutes.</summary>
    public static double? PerHour(ComponentData data, long nowMs)
    {
        if (!IsKnown(data))
            return null;
        var recent = RecentTraffic.Of(data, nowMs);
        return GpuRate.DollarsPerHour(data, nowMs) + recent.Counters.TokenCostNano / NanoPerDollar / recent.Seconds * SecondsPerHour;
    }

    public static double Dollars(long tokenNano, long gpuNano) => (tokenNano + gpuNano) / NanoPerDollar;

    /// <summary>Whether tokens or GPU time have a price.</summary>
    public static bool IsKnown(ComponentData data) => data.Settings.Price is not null || GpuRate.IsKnown(data);

    private static double? IdleGpuPerHour(ComponentData data, long nowMs)
    {
        var utilization = GpuReadings.Fresh(data, nowMs).Average(g => g.Value.UtilizationRatio);
        return GpuRate.IsKnown(data) ? (1 - utilization) * GpuRate.DollarsPerHour(data, nowMs) : null;
    }

    private static (TrafficCounters Counters, long GpuNano) LastDay(ComponentData data, long nowMs)
    {
        var counters = new TrafficCounters();
        long gpu = 0;
        var own = data.FindOwn()?.History;
        var minute = Clock.Minute(nowMs);
        for (var i = minute - Clock.DayMs / Clock.MinuteMs + 1; i <= minute; i++)
        {
            counters.Add(HistoryReader.CountersOf(data, i));
            gpu += own?.FindMinute(i)?.GpuCostNano ?? own?.FindSummary(i)?.GpuCostNano ?? 0;
        }
        return (counters, gpu);
    }
}
