using Plimsoll.Alerting.Rules;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.WebConsole.Alerts;

/// <summary>A rule as people read it.</summary>
/// <param name="Levels">Most urgent first, such as <c>P1: latency.total.p95 &gt; 5s for 3 m</c>.</param>
/// <param name="Tells">Names of the channels that it may reach; empty for a rule that is only shown, or that no channel takes.</param>
public sealed record RuleLine(string Name, string? Summary, IReadOnlyList<string> Levels, bool Notifies, bool BuiltIn, IReadOnlyList<string> Tells)
{
    /// <summary>Those that notify first, each kind in the order of the configuration.</summary>
    public static IReadOnlyList<RuleLine> All(AlertOptions options) => [.. options.Rules.Select(r => Of(r, options)).OrderBy(r => !r.Notifies)];

    private static RuleLine Of(AlertRule rule, AlertOptions options) => new(
        rule.Name, rule.Summary, [.. rule.Levels.Select(Words)], rule.Notify, BuiltInRules.All.Any(b => b.Name == rule.Name), rule.Notify ? Channels(rule, options) : []);

    private static string Words(AlertLevel level) =>
        $"{level.Priority}: {level.Condition}{(level.Timing.For > TimeSpan.Zero ? $" for {Text.Figures.Elapsed(level.Timing.For)}" : "")}";

    private static List<string> Channels(AlertRule rule, AlertOptions options) =>
    [
        .. from channel in options.Channels
           let policy = channel.Policy
           where policy.Action is { } action ? action.Rules.Contains(rule.Name) : rule.Channels.Count == 0 ? policy.Default : rule.Channels.Contains(policy.Name)
           where rule.Levels.Any(l => l.Priority <= policy.Mildest)
           select policy.Name,
    ];
}
