using Plimsoll.Alerting.Desk;
using Plimsoll.Components;
using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.WebConsole.Alerts;

/// <summary>An incident, its alerts, and the series that they rest on.</summary>
/// <param name="Alerts">Of the incident's component and time, most urgent first; those that ended more than a day ago are forgotten.</param>
/// <param name="MayChange">Whether the reader may acknowledge, note and retire.</param>
public sealed record IncidentModel(Incident Incident, IReadOnlyList<DeskAlert> Alerts, IReadOnlyList<ChartModel> Charts, DateTimeOffset Now, bool MayChange)
{
    public IEnumerable<DeskAlert> Unacknowledged => Alerts.Where(a => a.IsActive && a.AcknowledgedBy is null);

    /// <summary>By rule, those of the most urgent alert first.</summary>
    public IEnumerable<(string Rule, IReadOnlyList<string> Steps, string? Url)> Runbooks => Alerts
        .Where(a => a.Notice.RunbookSteps.Count > 0 || a.Notice.RunbookUrl is not null)
        .Select(a => (a.Notice.Rule, a.Notice.RunbookSteps, a.Notice.RunbookUrl));

    internal static async Task<IncidentModel> LoadAsync(IComponentDirectory directory, DeskState state, Incident incident, DateTimeOffset now, bool mayChange)
    {
        var alerts = state.Alerts
            .Where(a => a.Notice.Component == incident.Component && a.Notice.Notify && a.Started <= (incident.Closed ?? now) && !(a.Ended < incident.Opened))
            .OrderBy(a => a.Priority).ThenBy(a => a.Started).ToList();
        var charts = await directory.ExistsAsync(incident.Component) ? await EvidenceCharts.LoadAsync(directory.Get(incident.Component), incident, alerts, now) : [];
        return new(incident, alerts, charts, now, mayChange);
    }
}
