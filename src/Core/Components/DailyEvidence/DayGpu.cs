using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>What GPU time cost, and how much of it did nothing; nano-dollars.</summary>
internal struct DayGpu
{
    public long CostNano { get; private set; }

    /// <summary>(1 − utilization) of the cost, of hours with readings.</summary>
    public long IdleNano { get; private set; }

    /// <summary>Of the idle cost: reserved GPUs that held no work at all.</summary>
    public long UnusedNano { get; private set; }

    /// <summary>Cost of hours without a reading: nothing is known of how idle they were.</summary>
    public long UnmeasuredNano { get; private set; }

    public void Add(Window hour, int? reserved)
    {
        var cost = hour.GpuCostNano;
        CostNano += cost;
        if (hour.Gpu?.UtilizationRatio is not { } utilization)
        {
            UnmeasuredNano += cost;
            return;
        }
        IdleNano += Share(cost, 1 - utilization);
        if (reserved is > 0 && hour.Gpu.Used is { } used)
            UnusedNano += Share(cost, 1 - used / reserved.Value);
    }

    public readonly void Write(StateWriter writer)
    {
        writer.Count(CostNano);
        writer.Count(IdleNano);
        writer.Count(UnusedNano);
        writer.Count(UnmeasuredNano);
    }

    public static DayGpu Read(ref StateReader reader) => new()
    {
        CostNano = reader.Count(),
        IdleNano = reader.Count(),
        UnusedNano = reader.Count(),
        UnmeasuredNano = reader.Count(),
    };

    private static long Share(long nano, double share) => (long)Math.Round(nano * Math.Clamp(share, 0, 1));
}
