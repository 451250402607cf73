using Plimsoll.Alerting.Rules;

namespace Plimsoll.Cli.Checking;

/// <summary>What valid rules come to, one line each.</summary>
internal static class RulesSummary
{
    public static IEnumerable<string> Lines(IReadOnlyList<AlertRule> rules)
    {
        yield return rules.Count == 1 ? "ok: 1 rule" : $"ok: {rules.Count} rules";
        foreach (var rule in rules)
        {
            var level = rule.Levels[0];
            var whom = !rule.Notify ? "shown only" : rule.Channels.Count == 0 ? "to the usual channels" : $"to {string.Join(", ", rule.Channels)}";
            yield return $"  {rule.Name}: {level.Priority} when {level.Condition} for {Length(level.Timing.For)}, kept {Length(level.Timing.Keep)}, {whom}";
        }
    }

    private static string Length(TimeSpan time) => time switch
    {
        { Seconds: not 0 } => $"{(long)time.TotalSeconds}s",
        { Minutes: not 0 } => $"{(long)time.TotalMinutes}m",
        { Ticks: 0 } => "0s",
        _ => $"{(long)time.TotalHours}h",
    };
}
