using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>The drift of a component.</summary>
internal static class DriftReport
{
    public static IReadOnlyList<DriftScoreView> Scores(ComponentData data) =>
        [.. data.Drift.Watch.Findings.Select(f => new DriftScoreView(f.Signal, f.Test, f.Statistic))];

    public static DriftView Make(ComponentData data)
    {
        var watch = data.Drift.Watch;
        var baseline = new DriftBaselineView(
            watch.FirstHour is { } first ? Clock.Time(first * Clock.HourMs) : null, watch.Reset is { } reset ? Clock.Time(reset.AtMs) : null,
            watch.Reset?.Reason, watch.Reset?.By);
        if (watch.Findings.Count == 0)
            return DriftView.Empty with { Baseline = baseline };
        return new(Clock.Time(watch.LastHour * Clock.HourMs),
        [
            .. watch.Findings.OrderByDescending(f => f.Drifts).ThenBy(f => f.Signal, StringComparer.Ordinal).ThenBy(f => f.Test)
                .Select(f => new DriftFindingView(
                    f.Signal, f.Test, f.Statistic, f.Threshold, f.PValue, f.BaselineCount, f.CurrentCount, f.Drifts,
                    f.Since is { } hour ? Clock.Time(hour * Clock.HourMs) : null, f.Picture)),
        ])
        { Baseline = baseline };
    }
}
