using System.Text.Json;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>PagerDuty's Events API v2: an event for each alert, under the alert's key.</summary>
internal sealed class PagerDutyNotifier(ChannelSettings settings, NotifierHttp http, AlertLinks links) : INotifier
{
    private const int MostSummary = 1024;
    private const int MostBytes = 512 << 10;
    private static readonly Uri s_service = new("https://events.pagerduty.com/v2/enqueue");

    public string Channel => settings.Name;

    public async Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var outcomes = new List<DeliveryOutcome>();
        foreach (var told in notification.Alerts.Where(a => a.New || !a.Fires))
            outcomes.Add(await http.PostAsync(settings.Url ?? s_service, Body(told, notification.IncidentId), cancellationToken).ConfigureAwait(false));
        return NotifierHttp.Worst(outcomes);
    }

    private byte[] Body(NotifiedAlert told, string? incident)
    {
        var body = JsonBody.Write(json => Write(json, told, incident, details: true));
        return body.Length <= MostBytes ? body : JsonBody.Write(json => Write(json, told, incident, details: false));
    }

    private void Write(Utf8JsonWriter json, NotifiedAlert told, string? incident, bool details)
    {
        var alert = told.Alert;
        json.WriteStartObject();
        json.WriteString("routing_key", settings.Secret?.Reveal());
        json.WriteString("event_action", told.Fires ? "trigger" : "resolve");
        json.WriteString("dedup_key", alert.Key);
        if (told.Fires)
        {
            WritePayload(json, alert, details);
            WriteLinks(json, alert, incident);
        }
        json.WriteEndObject();
    }

    private static void WritePayload(Utf8JsonWriter json, DeskAlert alert, bool details)
    {
        json.WriteStartObject("payload");
        json.WriteString("summary", JsonBody.Cut($"[{alert.Priority}] {alert.Notice.Component}: {NotificationText.Summary(alert)}", MostSummary));
        json.WriteString("source", alert.Notice.Component);
        json.WriteString("severity", Severity(alert.Priority));
        json.WriteString("timestamp", alert.Notice.Since);
        json.WriteString("component", alert.Notice.Component);
        json.WriteString("group", alert.Notice.Family.Word());
        json.WriteString("class", alert.Notice.Rule);
        if (details)
            json.WriteTexts("custom_details", alert.Labels.Concat(Evidence(alert)));
        json.WriteEndObject();
    }

    /// <summary>One detail for each signal: a rule may compare a signal twice, and a key stands once.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Evidence(DeskAlert alert) =>
        from evidence in alert.Notice.Evidence
        group $"{evidence.Value} {evidence.Threshold}".TrimEnd() by evidence.Signal into said
        select KeyValuePair.Create($"evidence {said.Key}", string.Join("; ", said));

    private void WriteLinks(Utf8JsonWriter json, DeskAlert alert, string? incident)
    {
        json.WriteStartArray("links");
        foreach (var (href, text) in links.Of(alert, incident))
        {
            json.WriteStartObject();
            json.WriteString("href", href);
            json.WriteString("text", text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>PagerDuty has a severity more than there are labels.</summary>
    private static string Severity(AlertPriority priority) => priority == AlertPriority.P1 ? "error" : priority.Severity();
}
