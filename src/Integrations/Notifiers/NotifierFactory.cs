using Plimsoll.Alerting.Delivery;
using Plimsoll.Integrations.Aws.Sns;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>Makes the notifier of a channel.</summary>
public static class NotifierFactory
{
    private const int Connections = 4;
    private static readonly TimeSpan s_slackSpacing = TimeSpan.FromSeconds(1);

    /// <param name="externalUrl">Under which people reach the console; null where nobody said.</param>
    /// <exception cref="ArgumentException">The settings lack what the kind needs.</exception>
    public static INotifier Make(ChannelSettings settings, Uri? externalUrl, TimeProvider time)
    {
        if (settings.Policy.Action is { DryRun: true })
            return new DryRunNotifier(settings.Name);
        var links = new AlertLinks(externalUrl);
        return settings.Kind switch
        {
            ChannelKind.PagerDuty => new PagerDutyNotifier(settings, Http(settings, time), links),
            ChannelKind.Slack => new SlackNotifier(settings, Http(settings with { Spacing = settings.Spacing > TimeSpan.Zero ? settings.Spacing : s_slackSpacing }, time), links),
            ChannelKind.Webhook => new WebhookNotifier(settings, Http(settings, time), links),
            ChannelKind.Alertmanager => new AlertmanagerNotifier(settings, Http(settings, time), links, time),
            ChannelKind.OpsGenie => new OpsGenieNotifier(settings, Http(settings, time)),
            ChannelKind.Sns => new SnsNotifier(settings, new SnsClient(Connection(settings, time))),
            ChannelKind.Email => new EmailNotifier(settings, time),
            _ => throw new ArgumentException($"Channel {settings.Name}: no notifier for {settings.Kind}", nameof(settings)),
        };
    }

    private static NotifierHttp Http(ChannelSettings settings, TimeProvider time) =>
        new(BoundedHttp.Client(Connections), time, settings.Timeout, settings.Spacing);

    private static AwsConnection Connection(ChannelSettings settings, TimeProvider time) => new(
        BoundedHttp.Client(Connections), AwsIdentity.Credentials(null),
        AwsIdentity.Region(settings.Region, null) ?? throw new ArgumentException($"Channel {settings.Name}: no region is known", nameof(settings)), time)
    {
        Address = settings.Url,
        Timeout = settings.Timeout,
        MaxAttempts = 1,
    };
}
