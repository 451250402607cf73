using System.Net.Http.Headers;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>OpsGenie's alert API: an alert for each alert, its key as the alias.</summary>
internal sealed class OpsGenieNotifier(ChannelSettings settings, NotifierHttp http) : INotifier
{
    private const int MostMessage = 130;
    private const int MostDescription = 15_000;
    private static readonly Uri s_service = new("https://api.opsgenie.com/");

    private readonly AuthenticationHeaderValue _key = new("GenieKey", settings.Secret?.Reveal());

    public string Channel => settings.Name;

    public async Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var outcomes = new List<DeliveryOutcome>();
        foreach (var told in notification.Alerts.Where(a => a.New || !a.Fires))
        {
            var url = new Uri(settings.Url ?? s_service, told.Fires ? "v2/alerts" : $"v2/alerts/{told.Alert.Key}/close?identifierType=alias");
            outcomes.Add(await http.PostAsync(url, told.Fires ? Open(told.Alert) : Close(), cancellationToken, _key).ConfigureAwait(false));
        }
        return NotifierHttp.Worst(outcomes);
    }

    private static byte[] Open(DeskAlert alert) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("message", JsonBody.Cut($"[{alert.Priority}] {alert.Notice.Component}: {NotificationText.Summary(alert)}", MostMessage));
        json.WriteString("alias", alert.Key);
        json.WriteString("description", JsonBody.Cut(string.Join('\n', Annotations.Of(alert).Select(a => a.Value)), MostDescription));
        json.WriteString("entity", alert.Notice.Component);
        json.WriteString("source", "plimsoll");
        json.WriteString("priority", $"P{(int)alert.Priority + 1}");
        json.WriteTexts("details", alert.Labels);
        json.WriteEndObject();
    });

    private static byte[] Close() => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("source", "plimsoll");
        json.WriteEndObject();
    });
}
