using Plimsoll.Alerting.Expressions;

namespace Plimsoll.Alerting.Rules;

/// <summary>When an alert fires, how urgent it is, and whom it concerns.</summary>
public sealed record AlertRule
{
    /// <summary>Letters, digits, <c>-</c> and <c>_</c>; unique among the rules.</summary>
    public required string Name { get; init; }

    public required AlertFamily Family { get; init; }

    /// <summary>Most urgent first; an alert has the priority of the first whose condition holds.</summary>
    public required IReadOnlyList<AlertLevel> Levels { get; init; }

    /// <summary>Whether channels are told; an alert that notifies nobody is still shown.</summary>
    public bool Notify { get; init; } = true;

    /// <summary>Names of components, <c>*</c> at the end for any rest; empty for all.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>Names of channels; empty for those that take what names none.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public string? RunbookUrl { get; init; }

    /// <summary>What to do, in order.</summary>
    public IReadOnlyList<string> RunbookSteps { get; init; } = [];

    /// <summary>One sentence for people.</summary>
    public string? Summary { get; init; }

    public bool AppliesTo(string component) => Components.Count == 0 || Components.Any(c => Matches(c, component));

    private static bool Matches(string pattern, string component) =>
        pattern.EndsWith('*') ? component.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == component;
}

/// <summary>One urgency of a rule.</summary>
public sealed record AlertLevel(AlertPriority Priority, Condition Condition, AlertTiming Timing);
