using Plimsoll.Alerting.Signals;
using Plimsoll.Components.Alerting;

namespace Plimsoll.Alerting.Evaluation;

/// <summary>
/// One minute of history as rules see it. A window of several minutes is taken as the median of its minutes, since
/// stored quantiles do not add up to that of the window.
/// </summary>
internal sealed class HistorySignals(IReadOnlyDictionary<string, IReadOnlyList<double?>> minutes, int minute) : ISignals
{
    /// <summary>The series with the number of requests of each minute.</summary>
    public const string Requests = "requests";

    public double? Value(Signal signal, int window)
    {
        if (signal.Metric is not { } metric || (ComponentSignals.NeedsRequests(metric) && Over(Requests, window) is { } requests && requests.Sum() < ComponentSignals.LeastRequests))
            return null;
        var known = (Over(metric, window) ?? []).Order().ToList();
        return known.Count == 0 ? null : (known[(known.Count - 1) / 2] + known[known.Count / 2]) / 2;
    }

    /// <summary>What is known of the minutes of a window; null for a series that nobody has.</summary>
    private IEnumerable<double>? Over(string metric, int window) => minutes.TryGetValue(metric, out var values)
        ? Enumerable.Range(Math.Max(0, minute - window + 1), Math.Min(window, minute + 1)).Select(m => values[m]).OfType<double>()
        : null;

    public double? LowestScore(string score) => null;

    public double? HighestScore(string score) => null;

    public bool? Burns(string objective, BurnSpeed speed) => null;

    public bool? IsAnomalous(string series) => null;

    public bool? HasShifted(string series) => null;

    public bool? Drifts(string signal) => null;

    public bool? Condition(ComponentCondition condition) => null;
}
