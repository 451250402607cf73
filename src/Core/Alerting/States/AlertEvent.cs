using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.States;

public enum AlertEventKind : byte
{
    Firing = 0,
    Escalated = 1,
    Deescalated = 2,
    Resolved = 3,

    /// <summary>It fires so often that nobody is told any more, until it keeps quiet.</summary>
    Flapping = 4,

    FlapCleared = 5,
}

/// <summary>Why an event is told to nobody.</summary>
public enum AlertMute : byte
{
    None = 0,

    /// <summary>Another alert covers it.</summary>
    Inhibited = 1,

    Flapping = 2,

    /// <summary>Nobody was told that it fired.</summary>
    NeverSent = 3,
}

/// <summary>What a tick changed.</summary>
public readonly record struct AlertEvent(AlertEventKind Kind, AlertPriority Priority, AlertMute Mute = AlertMute.None);
