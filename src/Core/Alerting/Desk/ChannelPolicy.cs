using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.Desk;

/// <summary>What a channel is told, and how often.</summary>
public sealed record ChannelPolicy
{
    public required string Name { get; init; }

    /// <summary>Whether it takes the alerts whose rules name no channel.</summary>
    public bool Default { get; init; } = true;

    /// <summary>Milder alerts are not told.</summary>
    public AlertPriority Mildest { get; init; } = AlertPriority.P3;

    /// <summary>Only alerts that nobody acknowledged for so long; zero: at once.</summary>
    public TimeSpan Unacknowledged { get; init; }

    /// <summary>Waits for alerts of the same component before the first notification; a P0, and what concerns safety, waits for nothing.</summary>
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between notifications of one component when something changed; a P0 and a P1 wait only for <see cref="GroupWait"/>.</summary>
    public TimeSpan GroupInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between notifications of one component when nothing changed and nobody acknowledged.</summary>
    public TimeSpan RepeatInterval { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Whether the receiver has to hear again and again what still fires, and silences and acknowledges by itself.</summary>
    public bool Refreshes { get; init; }

    /// <summary>Null for a channel that tells people.</summary>
    public ActionPolicy? Action { get; init; }

    /// <summary>A notification that cannot be delivered for so long is given up, and counted.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(1);

    public bool Takes(DeskAlert alert, DateTimeOffset now)
    {
        if (Action is { } action)
            return alert.Priority <= Mildest && action.Rules.Contains(alert.Notice.Rule);
        if (alert.Priority > Mildest || (alert.Notice.Channels.Count == 0 ? !Default : !alert.Notice.Channels.Contains(Name)))
            return false;
        return Unacknowledged == TimeSpan.Zero || (alert.AcknowledgedBy is null && now - alert.Started >= Unacknowledged);
    }
}
