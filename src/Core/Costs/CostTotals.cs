using Plimsoll.Components.Views;

namespace Plimsoll.Costs;

/// <summary>Dollars of a period.</summary>
/// <param name="GpuIdle">(1 − utilization) of the GPU cost of hours with readings.</param>
/// <param name="GpuUnused">Of the idle cost: reserved GPUs without any work.</param>
/// <param name="GpuUnmeasured">GPU cost of hours without readings.</param>
public sealed record CostTotals(double Tokens, double Gpu, double GpuIdle, double GpuUnused, double GpuUnmeasured)
{
    public static readonly CostTotals None = new(0, 0, 0, 0, 0);

    public double Total => Tokens + Gpu;

    public CostTotals Plus(CostTotals other) => new(
        Tokens + other.Tokens, Gpu + other.Gpu, GpuIdle + other.GpuIdle, GpuUnused + other.GpuUnused, GpuUnmeasured + other.GpuUnmeasured);

    internal static CostTotals Of(DayCostView day) => new(day.Tokens, day.Gpu, day.GpuIdle, day.GpuUnused, day.GpuUnmeasured);
}
