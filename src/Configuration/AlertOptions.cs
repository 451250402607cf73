using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Alerting.Rules;

namespace Plimsoll.Configuration;

/// <summary>What is watched, and who is told.</summary>
public sealed record AlertOptions
{
    /// <summary>The built-in rules as they are switched, and the operator's own.</summary>
    public IReadOnlyList<AlertRule> Rules { get; init; } = BuiltInRules.All;

    public IReadOnlyList<Objective> Objectives { get; init; } = Objective.Defaults;

    /// <summary>Those that tell people, and automatic actions.</summary>
    public IReadOnlyList<ChannelSettings> Channels { get; init; } = [];

    /// <summary>Under which people reach the console; null: notifications link to no page.</summary>
    public Uri? ExternalUrl { get; init; }

    public AlertSettings For(string component) => new([.. Rules.Where(r => r.AppliesTo(component))], Objectives);
}
