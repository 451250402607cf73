using Plimsoll.Components.History;

namespace Plimsoll.Components;

/// <summary>
/// GPU time by the clock: reserved GPUs cost always, others while their readings are fresh.
/// The total is exact however the time is cut into ticks; a remainder below a nano-dollar is carried on.
/// </summary>
internal static class GpuCostAccrual
{
    /// <summary>Returns whether anything was added. Call before the tick's time is noted.</summary>
    public static bool Accrue(ComponentData data, long nowMs)
    {
        if (data.LastTickMs == 0)
            return false;
        var from = Math.Max(data.LastTickMs, nowMs - GpuRate.HoldsMs(data));
        var rate = GpuRate.NanoPerHour(data, nowMs);
        if (rate == 0 || from >= nowMs)
            return false;
        while (from < nowMs)
        {
            var until = Math.Min(nowMs, (Clock.Minute(from) + 1) * Clock.MinuteMs);
            Add(data, Clock.Minute(from), Cost(data, rate, until - from));
            from = until;
        }
        return true;
    }

    private static long Cost(ComponentData data, long nanoPerHour, long ms)
    {
        var (whole, rest) = Int128.DivRem((Int128)nanoPerHour * ms + data.GpuCostRemainder, Clock.HourMs);
        data.GpuCostRemainder = (long)rest;
        return (long)whole;
    }

    private static void Add(ComponentData data, long minute, long nano)
    {
        var targets = data.Own.History.Target(minute, data.Version);
        if (targets.Main is not null)
            targets.Main.GpuCostNano += nano;
        if (targets.Life is not null)
            targets.Life.GpuCostNano += nano;
        if (targets.Summary is not null)
            targets.Summary.GpuCostNano += nano;
    }
}
