namespace Plimsoll.Alerting.Delivery;

/// <summary>What takes the notifications of a channel.</summary>
public enum ChannelKind
{
    PagerDuty,
    Slack,

    /// <summary>A receiver of Alertmanager's webhook format, version 4.</summary>
    Webhook,

    /// <summary>An Alertmanager, which then decides who is told.</summary>
    Alertmanager,

    OpsGenie,
    Sns,
    Email,
}
