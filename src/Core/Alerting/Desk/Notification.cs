using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.Desk;

/// <summary>What one channel is to be told of one component now.</summary>
/// <param name="Alerts">Those that fire, most urgent first, then those that resolved.</param>
/// <param name="FirstDue">Since when it waits to be delivered.</param>
public sealed record Notification(string Channel, string Component, IReadOnlyList<NotifiedAlert> Alerts, DateTimeOffset FirstDue, string? IncidentId)
{
    public bool Fires => Alerts.Any(a => a.Fires);
}

/// <param name="New">Whether the channel does not know of it yet, or not that it is so urgent.</param>
/// <param name="KnownAs">The priority that the channel was told last; null where it was told nothing.</param>
public sealed record NotifiedAlert(DeskAlert Alert, bool Fires, bool New, AlertPriority? KnownAs);
