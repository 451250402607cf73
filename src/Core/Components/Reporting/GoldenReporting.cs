using Plimsoll.Components.Golden;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>What the golden sets of a component found, by name.</summary>
internal static class GoldenReporting
{
    /// <param name="mostRuns">Of each set, the newest.</param>
    public static IReadOnlyList<GoldenSetView> Sets(ComponentData data, int mostRuns) =>
    [
        .. data.Golden.Tracks.OrderBy(t => t.Set, StringComparer.Ordinal).Select(t => new GoldenSetView(
            t.Set, t.Regressed, t.ReferenceMs > 0 ? Clock.Time(t.ReferenceMs) : null, t.RunCount, [.. t.Runs.Reverse().Take(mostRuns).Select(Run)])),
    ];

    private static GoldenRunView Run(GoldenRun run) => new(
        Clock.Time(run.SlotMs), Clock.Time(run.AtMs), run.DurationMs / (double)Clock.SecondMs, run.SetVersion, run.Endpoint, run.Judge, run.ModelVersion,
        run.Score, run.PassRatio, run.Consistency, run.Questions, run.Missing, run.Reasons.ToDictionary(), run.MeanLatencyMs,
        run.Against is { } change ? Change(change) : null, run.Regressed);

    private static GoldenChangeView Change(GoldenChange change) => new(
        Clock.Time(change.AtMs), change.Common, change.MeanChange, change.ConsistencyChange, change.Worse, change.Better, change.SignP, change.WorseIds);
}
