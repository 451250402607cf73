using System.Security.Cryptography;
using System.Text;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.States;
using Plimsoll.Integrations.Aws.Sns;
using Plimsoll.Integrations.Aws.Wire;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>A message to an Amazon SNS topic for each notification, in words; its labels are attributes to filter by.</summary>
internal sealed class SnsNotifier(ChannelSettings settings, SnsClient client) : INotifier
{
    private const int MostSubject = 100;
    private const int MostMessage = 200_000;

    public string Channel => settings.Name;

    public async Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken) =>
        await client.PublishAsync(Message(notification), cancellationToken).ConfigureAwait(false) switch
        {
            AwsResult<string>.Done => new DeliveryOutcome.Sent(),
            AwsResult<string>.Failed { Failure: var failure } when NotifierHttp.IsFinal(failure.Status) && !IsThrottle(failure.Code) => new DeliveryOutcome.Rejected($"status_{failure.Status}"),
            AwsResult<string>.Failed { Failure: var failure } => new DeliveryOutcome.Later(failure.RetryAfter, Reason(failure)),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}"),
        };

    private SnsMessage Message(Notification notification)
    {
        var first = notification.Alerts[0];
        var inOrder = settings.TopicArn!.EndsWith(".fifo", StringComparison.Ordinal);
        return new(settings.TopicArn, JsonBody.Cut(string.Join('\n', NotificationText.Lines(notification)), MostMessage))
        {
            Subject = Ascii(NotificationText.Title(settings.Title, notification)),
            Attributes =
            [
                new("component", "String", notification.Component), new("priority", "String", first.Alert.Priority.ToString()),
                new("status", "String", first.Fires ? "firing" : "resolved"),
            ],
            DeduplicationId = inOrder ? Same(notification) : null,
            GroupId = inOrder ? DedupKey.Of(notification.Component, null, null, "") : null,
        };
    }

    /// <summary>The same for another try of one notification, and another as soon as an alert joins it, changes or ends: a FIFO topic drops what it had within five minutes.</summary>
    private static string Same(Notification notification)
    {
        var said = notification.Alerts.Select(a => $"{a.Alert.Key} {a.Fires} {a.Alert.Priority} {a.Alert.Notice.At.ToUnixTimeMilliseconds()}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', said))));
    }

    private static string Reason(AwsFailure failure) => failure.Status switch
    {
        0 => failure.Code,
        < 500 and not 429 when !IsThrottle(failure.Code) => $"status_{failure.Status}",
        _ => "server_error",
    };

    private static bool IsThrottle(string code) => code.Contains("Throttl", StringComparison.OrdinalIgnoreCase);

    /// <summary>A subject holds printable ASCII, and not much.</summary>
    private static string Ascii(string text)
    {
        var printable = string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?'));
        return printable.Length <= MostSubject ? printable : printable[..MostSubject];
    }
}
