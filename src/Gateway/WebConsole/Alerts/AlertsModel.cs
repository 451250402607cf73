using Plimsoll.Alerting.Desk;
using Plimsoll.Gateway.Alerting;

namespace Plimsoll.Gateway.WebConsole.Alerts;

/// <summary>What fires, what is silenced, and what happened before.</summary>
/// <param name="MayChange">Whether the reader may acknowledge and silence.</param>
public sealed record AlertsModel(DeskState State, IReadOnlyList<RuleLine> Rules, DateTimeOffset Now, bool MayChange)
{
    private const int RecentIncidents = 50;

    /// <summary>Of rules that notify, most urgent first.</summary>
    public IReadOnlyList<DeskAlert> Firing => Active(notify: true);

    /// <summary>Of rules that are only shown.</summary>
    public IReadOnlyList<DeskAlert> Shown => Active(notify: false);

    public IReadOnlyList<Incident> Incidents => [.. State.Incidents.OrderByDescending(i => i.Opened).Take(RecentIncidents)];

    public string? Muted(DeskAlert alert) =>
        AlertEndpoints.IsSilenced(State, alert, Now) ? "silenced" : alert.Mute == Plimsoll.Alerting.States.AlertMute.None ? null : alert.Mute.ToString().ToLowerInvariant();

    /// <summary>How many of the alerts that fire a silence matches.</summary>
    public int Matched(Silence silence) => State.Alerts.Count(a => a.IsActive && silence.Matches(a));

    public Incident? IncidentOf(DeskAlert alert) => State.Incidents.LastOrDefault(i => i.Component == alert.Notice.Component && i.Closed is null);

    private List<DeskAlert> Active(bool notify) =>
        [.. State.Alerts.Where(a => a.IsActive && a.Notice.Notify == notify).OrderBy(a => a.Priority).ThenBy(a => a.Started)];
}
