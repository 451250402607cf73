using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Costs;

/// <summary>
/// How many copies the busiest minute of a period needs. From the configured capacity where there is one; else from the line of
/// GPU utilization on throughput (utilization law), with the bounds that its spread leaves.
/// </summary>
/// <param name="Basis"><c>capacity</c>, <c>utilization</c> or <c>unknown</c>.</param>
/// <param name="Unit"><c>copy</c> or <c>gpu</c>: what is counted.</param>
/// <param name="Now">Copies or GPUs that there are.</param>
/// <param name="NeededLow">With <paramref name="NeededHigh"/>: what the busiest minute needs at 95%; null where nothing is known.</param>
/// <param name="Suggested">The upper bound, and two where there are two: one may fail.</param>
/// <param name="SavedPerHour">Dollars; negative when there should be more. Null where no price of GPUs or no reservation is known.</param>
/// <param name="Reason">Why nothing is suggested, or what the suggestion rests on.</param>
public sealed record RightSizing(
    string Basis, string Unit, int Now, int? NeededLow, int? NeededHigh, int? Suggested, double? SavedPerHour, string Reason)
{
    /// <summary>Share of the capacity that the busiest minute may use.</summary>
    public const double CapacityTarget = 0.8;

    /// <summary>GPU utilization at which the busiest minute may run.</summary>
    public const double UtilizationTarget = 0.7;

    private const double Z = 1.959964;
    private const double SecondsPerMinute = 60;

    internal static RightSizing Of(IReadOnlyList<EvidenceDayView> days, ComponentSettings settings, bool objectivesKept)
    {
        var copies = days.Select(d => d.Load.MostCopies).DefaultIfEmpty(0).Max();
        var (unit, now) = copies > 0 ? ("copy", copies) : ("gpu", settings.ReservedGpus ?? 0);
        if (now == 0)
            return Unknown(unit, now, "Neither copies (field copy of the requests) nor reserved GPUs are known");
        var found = settings.Capacity is { } capacity ? ByCapacity(days, capacity, unit, now) : ByUtilization(days, unit, now);
        if (found.Suggested is not { } suggested)
            return found;
        if (!objectivesKept && suggested < now)
            return found with { Suggested = null, Reason = "An objective is missed at present: nothing is to be taken away" };
        return found with { SavedPerHour = GpuPerHour(settings) is { } perHour ? (now - suggested) * perHour / now : null };
    }

    private static RightSizing ByCapacity(IReadOnlyList<EvidenceDayView> days, CapacitySettings capacity, string unit, int now)
    {
        var used = capacity.UsedRatio(PeakRequests(days) / SecondsPerMinute, PeakTokens(days) / SecondsPerMinute) ?? 0;
        var needed = Whole(now * used / CapacityTarget);
        return new("capacity", unit, now, needed, needed, Suggest(needed, now), null,
            $"The busiest minute used {Percent(used)} of the configured capacity of {now}; {Percent(CapacityTarget)} may be used");
    }

    private static RightSizing ByUtilization(IReadOnlyList<EvidenceDayView> days, string unit, int now)
    {
        var fit = days.Aggregate(default(FitView), (sum, d) => sum.Plus(d.Load.Fit));
        if (fit.Slope is not { } slope || fit.SlopeError is not { } error)
            return Unknown(unit, now, $"{fit.Points} hours with GPU readings and output tokens; {FitView.FewestPoints} are needed, or a configured capacity");
        var peak = PeakTokens(days) / SecondsPerMinute;
        var (low, high) = (Needed(slope - Z * error), Needed(slope + Z * error));
        return new("utilization", unit, now, low, high, Suggest(high, now), null,
            $"Estimated from {fit.Points} hours: utilization grows with output tokens, of which the busiest minute had {peak:0} a second, and may reach {Percent(UtilizationTarget)} in it. Try it before relying on it");

        int Needed(double perToken) => Whole(now * Math.Max(0, perToken) * peak / UtilizationTarget);
    }

    private static RightSizing Unknown(string unit, int now, string reason) => new("unknown", unit, now, null, null, null, null, reason);

    private static double? GpuPerHour(ComponentSettings settings) => settings.Price?.GpuHour * settings.ReservedGpus;

    private static int Suggest(int needed, int now) => Math.Max(needed, Math.Min(now, 2));

    private static int Whole(double needed) => (int)Math.Clamp(Math.Ceiling(needed - 1e-9), 1, int.MaxValue);

    private static long PeakRequests(IReadOnlyList<EvidenceDayView> days) => days.Max(d => d.Load.PeakRequests);

    private static long PeakTokens(IReadOnlyList<EvidenceDayView> days) => days.Max(d => d.Load.PeakOutputTokens);

    private static string Percent(double ratio) => FormattableString.Invariant($"{ratio * 100:0}%");
}
