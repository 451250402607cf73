using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Alerts;

/// <summary>One channel: what kind it is, how it is reached, and what it is told. Secrets stand in environment variables.</summary>
internal static class ChannelBinder
{
    private static readonly string[] s_kinds = [.. Enum.GetNames<ChannelKind>().Select(k => k.ToLowerInvariant())];
    private static readonly string[] s_priorities = [.. Enum.GetNames<AlertPriority>()];
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    /// <summary>Null, with errors added, for a section without name or kind.</summary>
    public static ChannelSettings? Bind(Section section, IReadOnlyDictionary<string, string> environment)
    {
        var kindName = section.Read("kind", "", Texts.OneOf(s_kinds));
        if (!section.Has("kind"))
            section.Fail("kind", $"is missing; it may be {string.Join(", ", s_kinds)}");
        if (!section.Has("name"))
            section.Fail("name", "is missing");
        var kind = (ChannelKind)Math.Max(0, Array.IndexOf(s_kinds, kindName));
        var policy = Policy(section, kind);
        var usual = new ChannelSettings(kind, policy);
        var bound = usual with
        {
            Url = section.Read<string?>("url", null, Links.Web) is { } url ? new Uri(url) : null,
            Secret = section.Read("secret_env", "", text => FromVariable(text, environment), secret: true) is { Length: > 0 } secret ? new(secret) : null,
            TopicArn = section.Has("topic_arn") ? section.Read("topic_arn", "", Texts.UpTo(512)) : null,
            Region = section.Has("region") ? section.Read("region", "", Texts.UpTo(32)) : null,
            Mail = kind == ChannelKind.Email ? MailBinder.Bind(section) : null,
            Title = section.Read("title", usual.Title, Texts.UpTo(500)),
            Spacing = section.Read("spacing", usual.Spacing, Durations.Between(TimeSpan.Zero, TimeSpan.FromMinutes(1))),
            Timeout = section.Read("timeout", usual.Timeout, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2))),
        };
        if (kindName.Length > 0)
            Require(section, kind, bound);
        section.Finish();
        return kindName.Length > 0 && policy.Name.Length > 0 ? bound : null;
    }

    private static ChannelPolicy Policy(Section section, ChannelKind kind)
    {
        var name = section.Read("name", "", Names.Plain);
        var usual = kind == ChannelKind.Alertmanager
            ? new ChannelPolicy { Name = name, Refreshes = true, GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.Zero, RepeatInterval = TimeSpan.FromMinutes(1) }
            : new ChannelPolicy { Name = name };
        return usual with
        {
            Default = section.Read("default", true, Booleans.Read),
            Mildest = (AlertPriority)Math.Max(0, Array.IndexOf(s_priorities, section.Read("mildest", nameof(AlertPriority.P3), Texts.OneOf(s_priorities)))),
            Unacknowledged = section.Read("unacknowledged_for", TimeSpan.Zero, UpTo(TimeSpan.Zero)),
            GroupWait = section.Read("group_wait", usual.GroupWait, UpTo(TimeSpan.Zero)),
            GroupInterval = section.Read("group_interval", usual.GroupInterval, UpTo(TimeSpan.Zero)),
            RepeatInterval = section.Read("repeat_interval", usual.RepeatInterval, UpTo(TimeSpan.FromMinutes(1))),
            GiveUpAfter = section.Read("give_up_after", usual.GiveUpAfter, UpTo(TimeSpan.FromMinutes(1))),
        };
    }

    private static void Require(Section section, ChannelKind kind, ChannelSettings bound)
    {
        if (kind is ChannelKind.Webhook or ChannelKind.Alertmanager && !section.Has("url"))
            section.Fail("url", "is missing");
        if (kind is ChannelKind.PagerDuty or ChannelKind.OpsGenie && !section.Has("secret_env"))
            section.Fail("secret_env", kind == ChannelKind.PagerDuty ? "is missing; it names the variable that holds the routing key" : "is missing; it names the variable that holds the API key");
        if (kind == ChannelKind.Slack && !section.Has("secret_env"))
            section.Fail("secret_env", "is missing; it names the variable that holds the webhook's URL, which is a secret");
        if (kind == ChannelKind.Slack && bound.Secret is { } secret && Links.Web(secret.Reveal()).Error is { } error)
            section.Fail("secret_env", $"the variable {error}");
        if (kind == ChannelKind.Sns && !section.Has("topic_arn"))
            section.Fail("topic_arn", "is missing");
    }

    private static ValueReader<TimeSpan> UpTo(TimeSpan least) => Durations.Between(least, s_longest);

    /// <summary>The value of an environment variable that the file names.</summary>
    public static Parsed<string> FromVariable(string variable, IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue(variable, out var value) && value.Length > 0
            ? value
            : Parsed<string>.Fail("names an environment variable that is not set");
}
