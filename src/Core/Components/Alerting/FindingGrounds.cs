using System.Globalization;
using Plimsoll.Alerting.Composite;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.Signals;
using Plimsoll.Components.History;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Watching;
using Plimsoll.Drift.Watch;

namespace Plimsoll.Components.Alerting;

/// <summary>The numbers behind a finding that holds: which families, how strong, compared with what.</summary>
internal static class FindingGrounds
{
    private const int MostSignals = 5;

    /// <summary>Empty where there is nothing to add.</summary>
    public static IReadOnlyList<Evidence> Of(ComponentData data, Finding finding, long nowMs) => finding switch
    {
        BurnRate burn => Burning(data, burn, nowMs),
        AnomalyOf anomaly => Series(data, finding, anomaly.Series),
        ShiftOf shift => Series(data, finding, shift.Series),
        DriftOf drift => Drifting(data, drift.Signal),
        ComponentIs state => State(data, state, nowMs),
        _ => [],
    };

    private static IReadOnlyList<Evidence> State(ComponentData data, ComponentIs finding, long nowMs) => finding.State switch
    {
        ComponentCondition.Failing => Failing(data, finding, nowMs),
        ComponentCondition.Silent => [new(finding.ToString(), Say($"no request since {Clock.Time(StateJudge.LastSeenMs(data)):yyyy-MM-dd HH:mm:ss}Z"), null)],
        ComponentCondition.HallucinationAbove when ScoreSignals.LeastHallucinated(data, nowMs) is { } least =>
            [new(finding.ToString(), Say($"at least {least:0.#%}"), Say($"> {ScoreSignals.MostHallucinated:0.#%}"))],
        ComponentCondition.QualityBelow when QualityBaseline.Compared(data, nowMs) is { } compared =>
            [new(finding.ToString(), Say($"composite {compared.Today.Lower:0.#%} to {compared.Today.Upper:0.#%} today"), Say($"below {compared.Before.Mean:0.#%} of the week before"))],
        ComponentCondition.CompositeP1 or ComponentCondition.CompositeP2 or ComponentCondition.CompositeP3 => Composite(data, finding),
        _ => [],
    };

    private static IReadOnlyList<Evidence> Failing(ComponentData data, ComponentIs finding, long nowMs)
    {
        var minute = Clock.Minute(nowMs);
        var counted = HistoryReader.CountersOf(data, minute - 1);
        counted.Add(HistoryReader.CountersOf(data, minute));
        return counted.Requests == 0 ? [] : [new(finding.ToString(), Say($"{(double)counted.Errors / counted.Requests:0.#%} of {counted.Requests} requests failed"), "> 90%")];
    }

    private static IReadOnlyList<Evidence> Burning(ComponentData data, BurnRate burn, long nowMs) =>
    [
        .. from found in data.Counting(Groups.Requests, nowMs - Clock.HourMs, nowMs + 1)?.Budgets?.Burning(burn.Objective, burn.Speed, nowMs) ?? []
           select new Evidence(
               Say($"burn_rate({burn.Objective}, {found.Rule.Speed.ToString().ToLowerInvariant()})"),
               Say($"{found.OverLong:0.#}× over {Words(found.Rule.LongWindow)}, {found.OverShort:0.#}× over {Words(found.Rule.ShortWindow)}"), Say($"> {found.Threshold:0.#}×")),
    ];

    private static IReadOnlyList<Evidence> Drifting(ComponentData data, string signal) =>
    [
        .. from finding in data.Drift.Watch.Confirmed(signal)
           group finding by finding.Signal into tests
           select new Evidence($"drift({tests.Key})", string.Join(", ", tests.Select(f => Say($"{f.Test.Label()} {f.Statistic:0.###}{(f.Threshold > 0 ? Say($" of {f.Threshold:0.###}") : "")}"))), Say($"n {tests.First().CurrentCount:0} against {tests.First().BaselineCount:0}")),
    ];

    /// <summary>The composite, the families that breach, and of each the series that say so.</summary>
    private static List<Evidence> Composite(ComponentData data, ComponentIs finding)
    {
        if (data.Alerts.Families.Score is not { } score)
            return [];
        List<Evidence> grounds = [new(finding.ToString(), Say($"{score.Value:0.##} of 1"), null)];
        foreach (var family in score.Breaching)
            grounds.Add(new($"family {AlertFamilies.Word(family)}", Say($"strength {score.Strengths[family]:0.##}"), Say($"weight {CompositeScore.Weight(family)}")));
        var odd = data.Anomalies.Watches.Where(w => w.Watch.Since is not null && score.Breaching.Contains(FamilyBreaches.FamilyOf(w.Series.Name)));
        grounds.AddRange(odd.OrderByDescending(w => w.Watch.Last.Strength).Take(MostSignals).Select(w => Of(w.Series, w.Watch, $"anomaly({w.Series.Name})")));
        return grounds;
    }

    private static IReadOnlyList<Evidence> Series(ComponentData data, Finding finding, string name) =>
        data.Anomalies.Find(name) is { Watch.Since: not null } found ? [Of(found.Series, found.Watch, finding.ToString())] : [];

    private static Evidence Of(WatchedSeries series, SeriesWatch watch, string name)
    {
        var unit = (Signal.Find(series.Name) ?? Signal.Find($"{series.Name}.p95"))?.Unit ?? SignalUnit.Number;
        return new(name, Quantity.Show(watch.LastValue, unit), watch.Last.Expected is { } expected ? $"expected {Quantity.Show(expected, unit)}" : null);
    }

    private static string Words(TimeSpan window) => Quantity.ShowDuration(window.TotalMilliseconds);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
