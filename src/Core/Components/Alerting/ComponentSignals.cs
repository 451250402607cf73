using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.Signals;
using Plimsoll.Components.History;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Alerting;

/// <summary>A component as rules see it at one moment. Windows are read once, whatever the number of rules.</summary>
internal sealed class ComponentSignals(ComponentData data, long nowMs) : ISignals
{
    /// <summary>Under so many requests a ratio or a quantile of them is noise, and not known.</summary>
    public const long LeastRequests = 20;

    private readonly Dictionary<int, StepFigures> _figures = [];

    public double? Value(Signal signal, int minutes)
    {
        if (signal.Score is { } score)
            return ScoreSignals.Mean(data, score, nowMs) is { } mean ? signal.Complement ? 1 - mean : mean : null;
        if (signal.Metric is not { } name || SeriesMetric.Parse(name) is not { } metric)
            return null;
        var figures = Figures(minutes);
        return Observations(metric, figures) < LeastRequests ? null : metric.Evaluate(figures);
    }

    public double? LowestScore(string score) => data.Alerts.Scores.Lowest(score, nowMs);

    public double? HighestScore(string score) => data.Alerts.Scores.Highest(score, nowMs);

    public bool? Burns(string objective, BurnSpeed speed) =>
        data.Counting(Groups.Requests, nowMs - Clock.HourMs, nowMs + 1)?.Budgets?.Burns(objective, speed, nowMs);

    public bool? IsAnomalous(string series) => data.Anomalies.IsAnomalous(series);

    public bool? Drifts(string signal) => data.Drift.Watch.Drifts(signal);

    public bool? Condition(ComponentCondition condition) => condition switch
    {
        ComponentCondition.Failing => data.State == ComponentState.Failing,
        ComponentCondition.Silent => data.State == ComponentState.Silent && !data.Settings.ScalesToZero,
        ComponentCondition.HarmConfirmed => data.Alerts.IsHarm(confirmed: true, nowMs),
        ComponentCondition.HarmSuspected => data.Alerts.IsHarm(confirmed: false, nowMs),
        ComponentCondition.HallucinationAbove => ScoreSignals.HallucinationAbove(data, nowMs),
        ComponentCondition.CompositeP1 => data.Alerts.Families.Reaches(AlertPriority.P1),
        ComponentCondition.CompositeP2 => data.Alerts.Families.Reaches(AlertPriority.P2),
        ComponentCondition.CompositeP3 => data.Alerts.Families.Reaches(AlertPriority.P3),
        _ => null,
    };

    /// <summary>Of requests; what is read from gauges needs no number of them.</summary>
    private static long Observations(SeriesMetric metric, StepFigures figures) => metric switch
    {
        { Measure: { } measure } => figures.Count(measure),
        { Name: "error_ratio" or "refusal_ratio" or "content_filter_ratio" or "format_ok_ratio" } => figures.Counters.Requests,
        _ => LeastRequests,
    };

    /// <summary>The whole minutes of the window and the one that runs.</summary>
    private StepFigures Figures(int minutes)
    {
        if (_figures.TryGetValue(minutes, out var known))
            return known;
        var last = Clock.Minute(nowMs);
        var first = last - minutes;
        var sum = new Window(0);
        for (var minute = first; minute <= last; minute++)
            HistoryReader.AddMinute(data, minute, sum);
        var start = first * Clock.MinuteMs;
        var seconds = Math.Max(nowMs - start, Clock.SecondMs) / (double)Clock.SecondMs;
        var began = data.Tracks.Any(t => t.Requests.Any && t.Requests.FirstMs <= nowMs);
        var figures = new StepFigures(seconds, began, StepCost.Of(data, start, nowMs), data.Settings.Capacity);
        figures.Add(sum, Groups.All);
        return _figures[minutes] = figures;
    }
}
