using System.Net.Http.Headers;
using System.Text.Json;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>
/// Alertmanager's API v2: all that fires, again and again, with an end that outlives a restart of the sender. Alertmanager
/// groups, silences and tells people.
/// </summary>
internal sealed class AlertmanagerNotifier(ChannelSettings settings, NotifierHttp http, AlertLinks links, TimeProvider time) : INotifier
{
    private static readonly TimeSpan s_outlives = TimeSpan.FromMinutes(15);

    private readonly Uri _url = new(settings.Url!.AbsoluteUri.TrimEnd('/') + "/api/v2/alerts");

    public string Channel => settings.Name;

    public Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken) => http.PostAsync(
        _url, Body(notification), cancellationToken, settings.Secret is { } secret ? new AuthenticationHeaderValue("Bearer", secret.Reveal()) : null);

    private byte[] Body(Notification notification) => JsonBody.Write(json =>
    {
        json.WriteStartArray();
        var now = time.GetUtcNow();
        foreach (var told in notification.Alerts)
        {
            if (told.KnownAs is { } known && known != told.Alert.Priority)
                Write(json, told, known, now);
            Write(json, told, told.Alert.Priority, told.Fires ? now + s_outlives : told.Alert.Ended ?? now);
        }
        json.WriteEndArray();
    });

    /// <summary>Alertmanager knows an alert by its labels: one that changes its priority ends, and another begins.</summary>
    private void Write(Utf8JsonWriter json, NotifiedAlert told, AlertPriority priority, DateTimeOffset ends)
    {
        json.WriteStartObject();
        json.WriteTexts("labels", told.Alert.LabelsAs(priority));
        json.WriteTexts("annotations", Annotations.Of(told.Alert));
        json.WriteString("startsAt", told.Alert.Notice.Since);
        json.WriteString("endsAt", ends);
        if (links.Console(told.Alert) is { } console)
            json.WriteString("generatorURL", console);
        json.WriteEndObject();
    }
}
