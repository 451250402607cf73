using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Gateway.Alerting.Answers;

public sealed record AlertList(IReadOnlyList<AlertAnswer> Alerts);

/// <summary>One alert as the desk knows it.</summary>
public sealed record AlertAnswer
{
    /// <summary>The same for the same trouble, however urgent; receivers have it as their dedup key.</summary>
    public required string Key { get; init; }

    public required string Component { get; init; }
    public required string Rule { get; init; }
    public required string Family { get; init; }

    /// <summary>P0 to P3.</summary>
    public required string Priority { get; init; }

    /// <summary>critical, warning or info.</summary>
    public required string Severity { get; init; }

    /// <summary>firing or resolved.</summary>
    public required string State { get; init; }

    /// <summary>When its condition began to hold.</summary>
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset FiredAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Whether channels are told of the rule at all.</summary>
    public bool Notifies { get; init; }

    /// <summary>Why nobody is told now: inhibited, flapping, never_sent or silenced; null where somebody is.</summary>
    public string? Muted { get; init; }

    public string? AcknowledgedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? Summary { get; init; }
    public string? RunbookUrl { get; init; }
    /// <summary>What to do, in order.</summary>
    public IReadOnlyList<string> RunbookSteps { get; init; } = [];

    public required IReadOnlyDictionary<string, string> Labels { get; init; }
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    public static AlertAnswer Of(DeskAlert alert, bool silenced) => new()
    {
        Key = alert.Key,
        Component = alert.Notice.Component,
        Rule = alert.Notice.Rule,
        Family = alert.Notice.Family.Word(),
        Priority = alert.Priority.ToString(),
        Severity = alert.Priority.Severity(),
        State = alert.IsActive ? "firing" : "resolved",
        Since = alert.Notice.Since,
        FiredAt = alert.Started,
        ResolvedAt = alert.Ended,
        Notifies = alert.Notice.Notify,
        Muted = silenced && alert.Mute == AlertMute.None ? "silenced" : Word(alert.Mute),
        AcknowledgedBy = alert.AcknowledgedBy,
        AcknowledgedAt = alert.AcknowledgedAt,
        Summary = alert.Notice.Summary,
        RunbookUrl = alert.Notice.RunbookUrl,
        RunbookSteps = alert.Notice.RunbookSteps,
        Labels = alert.Labels,
        Evidence = alert.Notice.Evidence,
    };

    private static string? Word(AlertMute mute) => mute switch
    {
        AlertMute.Inhibited => "inhibited",
        AlertMute.Flapping => "flapping",
        AlertMute.NeverSent => "never_sent",
        _ => null,
    };
}
