using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>A Slack incoming webhook: a message for each notification. An answer other than <c>ok</c> is a failure.</summary>
internal sealed class SlackNotifier(ChannelSettings settings, NotifierHttp http, AlertLinks links) : INotifier
{
    private const int MostText = 3_000;

    public string Channel => settings.Name;

    public Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken) => http.PostAsync(
        settings.Secret is { } secret ? new Uri(secret.Reveal()) : settings.Url!, Body(notification), cancellationToken,
        accepts: answer => answer.Span.SequenceEqual("ok"u8));

    private byte[] Body(Notification notification) => JsonBody.Write(json =>
    {
        var title = NotificationText.Title(settings.Title, notification);
        json.WriteStartObject();
        json.WriteString("text", Escaped(title));
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("color", Colour(notification));
        json.WriteString("fallback", Escaped(title));
        json.WriteString("text", JsonBody.Cut(Escaped(string.Join('\n', NotificationText.Lines(notification))), MostText));
        if ((links.Incident(notification.IncidentId) ?? links.Console(notification.Alerts[0].Alert)) is { } console)
            json.WriteString("title_link", console);
        json.WriteString("title", Escaped(notification.Component));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Colour(Notification notification) =>
        !notification.Fires ? "good"
        : notification.Alerts.Where(a => a.Fires).Min(a => a.Alert.Priority) <= AlertPriority.P1 ? "danger"
        : "warning";

    /// <summary>The three signs that mean something to Slack.</summary>
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
