using Plimsoll.Alerting.Objectives;

namespace Plimsoll.Alerting.Rules;

/// <summary>What is watched of one component.</summary>
public sealed record AlertSettings(IReadOnlyList<AlertRule> Rules, IReadOnlyList<Objective> Objectives)
{
    public static readonly AlertSettings None = new([], []);

    /// <summary>The built-in rules and objectives.</summary>
    public static readonly AlertSettings Default = new(BuiltInRules.All, Alerting.Objectives.Objective.Defaults);
}
