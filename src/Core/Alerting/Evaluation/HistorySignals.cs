using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Evaluation;

/// <summary>
/// One minute of history as rules see it. A window of several minutes is taken as the median of its minutes, since
/// stored quantiles do not add up to that of the window.
/// </summary>
internal sealed class HistorySignals(IReadOnlyDictionary<string, IReadOnlyList<double?>> minutes, int minute) : ISignals
{
    public double? Value(Signal signal, int window)
    {
        if (signal.Metric is not { } metric || !minutes.TryGetValue(metric, out var values))
            return null;
        var known = Enumerable.Range(Math.Max(0, minute - window + 1), Math.Min(window, minute + 1)).Select(m => values[m]).OfType<double>().Order().ToList();
        return known.Count == 0 ? null : (known[(known.Count - 1) / 2] + known[known.Count / 2]) / 2;
    }

    public double? LowestScore(string score) => null;

    public double? HighestScore(string score) => null;

    public bool? Burns(string objective, BurnSpeed speed) => null;

    public bool? IsAnomalous(string series) => null;

    public bool? HasShifted(string series) => null;

    public bool? Drifts(string signal) => null;

    public bool? Condition(ComponentCondition condition) => null;
}
