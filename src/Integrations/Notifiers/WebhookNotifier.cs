using System.Net.Http.Headers;
using System.Text.Json;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>Any receiver of Alertmanager's webhook format, version 4. A secret goes as a bearer token.</summary>
internal sealed class WebhookNotifier(ChannelSettings settings, NotifierHttp http, AlertLinks links) : INotifier
{
    private const string NoEnd = "0001-01-01T00:00:00Z";

    public string Channel => settings.Name;

    public Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken) => http.PostAsync(
        settings.Url!, Body(notification), cancellationToken,
        settings.Secret is { } secret ? new AuthenticationHeaderValue("Bearer", secret.Reveal()) : null);

    private byte[] Body(Notification notification) => JsonBody.Write(json =>
    {
        var labels = notification.Alerts.Select(a => a.Alert.Labels).ToList();
        var annotations = notification.Alerts.Select(a => Annotations.Of(a.Alert).ToDictionary(StringComparer.Ordinal)).ToList<IReadOnlyDictionary<string, string>>();
        json.WriteStartObject();
        json.WriteString("version", "4");
        json.WriteString("groupKey", $"{{component=\"{notification.Component}\"}}");
        json.WriteNumber("truncatedAlerts", 0);
        json.WriteString("status", notification.Fires ? "firing" : "resolved");
        json.WriteString("receiver", settings.Name);
        json.WriteTexts("groupLabels", [KeyValuePair.Create("component", notification.Component)]);
        json.WriteTexts("commonLabels", Common(labels));
        json.WriteTexts("commonAnnotations", Common(annotations));
        json.WriteString("externalURL", links.ExternalUrl?.AbsoluteUri ?? "");
        json.WriteStartArray("alerts");
        foreach (var told in notification.Alerts)
            Write(json, told);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private void Write(Utf8JsonWriter json, NotifiedAlert told)
    {
        var alert = told.Alert;
        json.WriteStartObject();
        json.WriteString("status", told.Fires ? "firing" : "resolved");
        json.WriteTexts("labels", alert.Labels);
        json.WriteTexts("annotations", Annotations.Of(alert));
        json.WriteString("startsAt", alert.Notice.Since);
        if (told.Fires || alert.Ended is not { } ended)
            json.WriteString("endsAt", NoEnd);
        else
            json.WriteString("endsAt", ended);
        json.WriteString("generatorURL", links.Console(alert) ?? "");
        json.WriteString("fingerprint", alert.Key[..16]);
        json.WriteEndObject();
    }

    /// <summary>What all have with the same value.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Common(List<IReadOnlyDictionary<string, string>> all) =>
        all[0].Where(first => all.TrueForAll(other => other.TryGetValue(first.Key, out var value) && value == first.Value));
}
