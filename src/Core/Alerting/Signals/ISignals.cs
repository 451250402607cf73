using Plimsoll.Alerting.Expressions;

namespace Plimsoll.Alerting.Signals;

/// <summary>
/// What rules see of one component at one moment. Null is "not known": nothing was measured, too little was, or
/// nobody watches that. It is neither true nor false, and never 0.
/// </summary>
public interface ISignals
{
    /// <summary>The value over the whole minutes of the window and the one that runs.</summary>
    /// <param name="minutes">1–60.</param>
    double? Value(Signal signal, int minutes);

    /// <summary>The lowest score of one request in the last minutes.</summary>
    double? LowestScore(string score);

    /// <summary>The highest score of one request in the last minutes.</summary>
    double? HighestScore(string score);

    /// <summary>Whether the error budget of an objective burns faster than a row of the burn-rate table allows.</summary>
    bool? Burns(string objective, BurnSpeed speed);

    /// <summary>Whether a detector finds the series out of its ways, for example <c>latency.ttft</c>.</summary>
    bool? IsAnomalous(string series);

    /// <summary>Whether the series has left its season for most of the last minutes; null until the season is known.</summary>
    bool? HasShifted(string series);

    /// <summary>Whether drift of a signal is confirmed, for example <c>score</c>.</summary>
    bool? Drifts(string signal);

    bool? Condition(ComponentCondition condition);

    /// <summary>The numbers behind a finding that holds, for people; empty where there are none to show.</summary>
    IReadOnlyList<Evidence> GroundsOf(Finding finding) => [];
}
