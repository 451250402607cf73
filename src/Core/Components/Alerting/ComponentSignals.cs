using Plimsoll.Aggregation;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.Signals;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Alerting;

/// <summary>A component as rules see it at one moment. Windows are read once, whatever the number of rules.</summary>
internal sealed class ComponentSignals(ComponentData data, long nowMs) : ISignals
{
    /// <summary>Under so many requests a ratio or a quantile of them is noise, and not known.</summary>
    public const long LeastRequests = 20;

    /// <summary>Whether a metric is a ratio or a quantile of requests.</summary>
    public static bool NeedsRequests(string metric) => SeriesMetric.Parse(metric) is { } parsed && (parsed.Measure is not null || IsRatioOfRequests(parsed));

    private readonly SignalWindows _windows = new(data, nowMs);

    public double? Value(Signal signal, int minutes)
    {
        if (signal.Name == SignalCatalog.GpuMemoryHoursLeft)
            return GpuMemoryForecast.HoursLeft(data, nowMs);
        if (signal.Budget is { } objective)
            return BudgetHoursLeft(objective);
        if (signal.Score is { } score)
            return ScoreSignals.Mean(data, score, nowMs) is { } mean ? signal.Complement ? 1 - mean : mean : null;
        if (signal.Name.StartsWith(SignalCatalog.GoldenPrefix, StringComparison.Ordinal))
            return Golden(signal.Name);
        if (signal.Metric is not { } name || SeriesMetric.Parse(name) is not { } metric)
            return null;
        return metric.Measure is { } measure ? Statistic(measure, metric.Statistic, minutes) : Scalar(metric, minutes);
    }

    public double? LowestScore(string score) => data.Alerts.Scores.Lowest(score, nowMs);

    public double? HighestScore(string score) => data.Alerts.Scores.Highest(score, nowMs);

    public bool? Burns(string objective, BurnSpeed speed) =>
        data.Counting(Groups.Requests, nowMs - Clock.HourMs, nowMs + 1)?.Budgets?.Burns(objective, speed, nowMs);

    public bool? IsAnomalous(string series) => data.Anomalies.IsAnomalous(series);

    public bool? HasShifted(string series) => data.Anomalies.Shift(series) is not { } shift ? null
        : FamilyBreaches.OnlyRisesHurt(series) ? shift > 0 : shift != 0;

    public bool? Drifts(string signal) => data.Drift.Watch.Drifts(signal);

    public bool? Condition(ComponentCondition condition) => condition switch
    {
        ComponentCondition.Failing => data.State == ComponentState.Failing,
        ComponentCondition.Silent => data.State == ComponentState.Silent && !data.Settings.ScalesToZero,
        ComponentCondition.HarmConfirmed => data.Alerts.IsHarm(confirmed: true, nowMs),
        ComponentCondition.HarmSuspected => data.Alerts.IsHarm(confirmed: false, nowMs),
        ComponentCondition.HallucinationAbove => ScoreSignals.HallucinationAbove(data, nowMs),
        ComponentCondition.QualityBelow => QualityBaseline.IsBelow(data, nowMs),
        ComponentCondition.JudgeQuarantined => JudgeTrustBook.Of(data).AnyQuarantined(AlertEffects.SubjectOf(data, nowMs).ModelVersion ?? ""),
        ComponentCondition.JudgeChanged => data.Judging.FixedSet.Check is null ? null : data.Judging.FixedSet.HasChanged(nowMs),
        ComponentCondition.GoldenRegressed => data.Golden.Regressed(nowMs),
        ComponentCondition.CompositeP1 => data.Alerts.Families.Reaches(AlertPriority.P1),
        ComponentCondition.CompositeP2 => data.Alerts.Families.Reaches(AlertPriority.P2),
        ComponentCondition.CompositeP3 => data.Alerts.Families.Reaches(AlertPriority.P3),
        _ => null,
    };

    public IReadOnlyList<Evidence> GroundsOf(Finding finding) => FindingGrounds.Of(data, finding, nowMs);

    private double? Statistic(Measure measure, Statistic statistic, int minutes) =>
        _windows.Distribution(measure, minutes) is { } values && values.Count >= LeastRequests ? Statistics.Value(values, measure, statistic) : null;

    /// <summary>At the rate of the last hour; 0 for one that is used up, null without requests.</summary>
    private double? BudgetHoursLeft(string objective)
    {
        var budgets = data.Counting(Groups.Requests, nowMs - Clock.HourMs, nowMs + 1)?.Budgets;
        if (budgets?.Standings(nowMs).FirstOrDefault(s => s.Objective == objective) is not { Remaining: { } remaining } standing)
            return null;
        return remaining <= 0 ? 0 : Math.Min(standing.HoursLeft ?? GpuMemoryForecast.MostHours, GpuMemoryForecast.MostHours);
    }

    private double? Golden(string signal) => data.Golden.Lowest(
        signal switch
        {
            SignalCatalog.GoldenScore => run => run.Score,
            SignalCatalog.GoldenPassed => run => run.PassRatio,
            _ => run => run.Consistency,
        },
        nowMs);

    private double? Scalar(SeriesMetric metric, int minutes)
    {
        var figures = _windows.Figures(minutes, metric.Groups.HasFlag(Groups.Users));
        return IsRatioOfRequests(metric) && figures.Counters.Requests < LeastRequests ? null : metric.Evaluate(figures);
    }

    private static bool IsRatioOfRequests(SeriesMetric metric) =>
        metric.Name is "error_ratio" or "refusal_ratio" or "content_filter_ratio" or "format_ok_ratio";
}
