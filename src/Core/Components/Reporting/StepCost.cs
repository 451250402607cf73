using Plimsoll.Components.History;

namespace Plimsoll.Components.Reporting;

/// <summary>
/// What a step costs. Tokens are counted as they come, GPU time only up to the last tick, so each stands over the
/// time of its own: else the minute that is not over would seem cheap.
/// </summary>
/// <param name="GpusPriced">Whether GPU time costs anything.</param>
/// <param name="AccruedMs">How much of the step GPU cost is accrued for; 0 when no tick fell into it yet.</param>
internal readonly record struct StepCost(bool GpusPriced, long AccruedMs)
{
    private const double SecondsPerHour = 3600;

    public static StepCost? Of(ComponentData data, long startMs, long endMs) => CostReport.IsKnown(data)
        ? new(GpuRate.IsKnown(data), Math.Max(Math.Min(endMs, data.LastTickMs) - startMs, 0))
        : null;

    /// <summary>Dollars an hour; null while no GPU time of the step is known.</summary>
    public double? PerHour(long tokenNano, long gpuNano, double seconds)
    {
        var tokens = CostReport.Dollars(tokenNano, 0) / seconds * SecondsPerHour;
        if (!GpusPriced)
            return tokens;
        return AccruedMs == 0 ? null : tokens + CostReport.Dollars(0, gpuNano) / AccruedMs * Clock.HourMs;
    }
}
