using Plimsoll.Alerting.Desk;

namespace Plimsoll.Gateway.Alerting.Answers;

public sealed record IncidentList(IReadOnlyList<IncidentAnswer> Incidents);

/// <param name="Priority">The most urgent that it had.</param>
/// <param name="ClosedAt">Null while an alert of it fires.</param>
public sealed record IncidentAnswer(
    string Id, string Component, string Priority, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, IReadOnlyList<IncidentEntry> Timeline)
{
    public static IncidentAnswer Of(Incident incident) =>
        new(incident.Id, incident.Component, incident.Priority.ToString(), incident.Opened, incident.Closed, incident.Entries);
}
