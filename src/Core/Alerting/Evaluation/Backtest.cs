using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Alerting.Evaluation;

/// <summary>When a rule would have fired over minutes that are past.</summary>
public static class Backtest
{
    private const long MinuteMs = 60_000;

    /// <summary>What of the rule has no series, and so cannot be tried on history.</summary>
    public static IEnumerable<Condition> WithoutHistory(AlertRule rule) =>
        rule.Levels.SelectMany(l => l.Condition.Leaves).Where(l => l is not SignalComparison { Signal.Metric: not null });

    /// <summary>The series that the rule needs, and the number of requests, under which a ratio or a quantile is not known.</summary>
    public static IEnumerable<string> Metrics(AlertRule rule) => Compared(rule).Append(HistorySignals.Requests).Distinct();

    /// <summary>Whether there is a minute in which something that the rule compares was measured.</summary>
    public static bool IsMeasured(AlertRule rule, IReadOnlyDictionary<string, IReadOnlyList<double?>> minutes) =>
        Compared(rule).Any(m => minutes.TryGetValue(m, out var values) && values.Any(v => v is not null));

    /// <param name="minutes">By metric, the values of whole minutes; null where nothing was measured.</param>
    /// <param name="from">Of the first minute.</param>
    public static IReadOnlyList<BacktestFiring> Run(AlertRule rule, IReadOnlyDictionary<string, IReadOnlyList<double?>> minutes, DateTimeOffset from)
    {
        var machine = new AlertMachine();
        var firings = new List<BacktestFiring>();
        var start = from.ToUnixTimeMilliseconds();
        for (var minute = 0; minute < minutes.Values.Min(m => m.Count); minute++)
        {
            var signals = new HistorySignals(minutes, minute);
            var level = rule.Levels.FirstOrDefault(l => l.Condition.Evaluate(signals) is true);
            var known = level is not null || rule.Levels.All(l => l.Condition.Evaluate(signals) is false);
            var reading = new AlertReading(level is not null ? true : known ? false : null, (level ?? rule.Levels[^1]).Priority);
            var at = start + (minute + 1) * MinuteMs;
            foreach (var change in machine.Tick(at, reading, p => (rule.Levels.FirstOrDefault(l => l.Priority == p) ?? rule.Levels[^1]).Timing))
                Note(firings, change, DateTimeOffset.FromUnixTimeMilliseconds(at));
        }
        return firings;
    }

    private static IEnumerable<string> Compared(AlertRule rule) =>
        rule.Levels.SelectMany(l => l.Condition.Leaves).OfType<SignalComparison>().Select(c => c.Signal.Metric).OfType<string>();

    private static void Note(List<BacktestFiring> firings, AlertEvent change, DateTimeOffset at)
    {
        if (change.Kind == AlertEventKind.Firing)
            firings.Add(new(change.Priority, at, null));
        else if (change.Kind == AlertEventKind.Resolved)
            firings[^1] = firings[^1] with { Until = at };
    }
}

/// <param name="Until">Null while it fires at the end of the history.</param>
public sealed record BacktestFiring(AlertPriority Priority, DateTimeOffset From, DateTimeOffset? Until);
