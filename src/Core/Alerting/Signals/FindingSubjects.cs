using Plimsoll.Alerting.Objectives;
using Plimsoll.Components.Views;
using Plimsoll.Components.Watching;
using Plimsoll.Drift.Content;
using Plimsoll.Drift.Watch;

namespace Plimsoll.Alerting.Signals;

/// <summary>What findings may be about.</summary>
public static class FindingSubjects
{
    /// <summary>Of <c>burn_rate(…)</c>.</summary>
    public static IReadOnlyList<string> Objectives { get; } = [.. Objective.Defaults.Select(o => o.Name)];

    /// <summary>Of <c>anomaly(…)</c> and <c>shift(…)</c>; a statistic such as <c>.p95</c> may follow.</summary>
    public static IReadOnlyList<string> Series { get; } = [.. WatchedSeries.All.Select(s => s.Name)];

    /// <summary>Of <c>drift(…)</c>: signals, families of them, and <c>any</c>.</summary>
    public static IReadOnlyList<string> Drifting { get; } =
    [
        .. from signal in (string[])[DriftSignal.Score, DriftSignal.Rating, .. DriftSignal.All.Select(s => s.Name), ContentWatch.TokensSignal, ContentWatch.EmbeddingSignal, ContentWatch.PairsSignal]
           from name in (string[])[signal.Split('.')[0], signal]
           group name by name into names
           select names.Key,
        DriftWatch.AnySignal,
    ];

    public static bool IsSeries(string name) =>
        Series.Contains(name) || (name.LastIndexOf('.') is > 0 and var dot && SeriesMetrics.Statistics.Contains(name[(dot + 1)..]) && Series.Contains(name[..dot]));
}
