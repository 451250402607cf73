using Plimsoll.Alerting.Desk;

namespace Plimsoll.Alerting.Delivery;

/// <summary>How a channel is reached, and what it is told.</summary>
public sealed record ChannelSettings(ChannelKind Kind, ChannelPolicy Policy)
{
    public string Name => Policy.Name;

    /// <summary>Of the receiver; null for the service's own. A Slack webhook's is its secret.</summary>
    public Uri? Url { get; init; }

    /// <summary>Routing key, API key, webhook URL or SMTP password.</summary>
    public ChannelSecret? Secret { get; init; }

    public string? TopicArn { get; init; }
    public string? Region { get; init; }
    public MailSettings? Mail { get; init; }

    /// <summary>First line of a notification, with <c>{component}</c>, <c>{priority}</c>, <c>{status}</c>, <c>{count}</c> and labels in braces.</summary>
    public string Title { get; init; } = "[{priority}] {component}: {alertname} {status}";

    /// <summary>Least time between two requests to the receiver.</summary>
    public TimeSpan Spacing { get; init; }

    /// <summary>Of one request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}

/// <param name="Host">Of the SMTP server.</param>
/// <param name="User">Null for a server that asks for no password.</param>
public sealed record MailSettings(string Host, int Port, string From, IReadOnlyList<string> To, string? User, bool Tls);

/// <summary>A secret that shows itself to nobody who prints it.</summary>
public sealed class ChannelSecret(string value)
{
    public string Reveal() => value;

    public override string ToString() => "(hidden)";
}
