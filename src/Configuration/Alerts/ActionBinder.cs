using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Alerts;

/// <summary>One automatic action: a webhook that is asked when one of its rules fires. A dry run unless the file says otherwise.</summary>
internal static class ActionBinder
{
    private const int MaxRules = 64;
    private const int MostTimes = 1_000;
    private const int UsualTimes = 3;
    private static readonly string[] s_priorities = [.. Enum.GetNames<AlertPriority>()];
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>Null, with errors added, for a section without name, address or rules.</summary>
    public static ChannelSettings? Bind(Section section, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var key in (string[])["name", "url", "rules"])
        {
            if (!section.Has(key))
                section.Fail(key, "is missing");
        }
        var policy = new ChannelPolicy
        {
            Name = section.Read("name", "", Names.Plain),
            Mildest = (AlertPriority)Math.Max(0, Array.IndexOf(s_priorities, section.Read("mildest", nameof(AlertPriority.P1), Texts.OneOf(s_priorities)))),
            GiveUpAfter = section.Read("give_up_after", TimeSpan.FromMinutes(10), Durations.Between(TimeSpan.FromMinutes(1), s_longest)),
            Action = new(
                section.ReadList("rules", [], MaxRules, Names.Plain),
                section.Read("dry_run", true, Booleans.Read),
                section.Read("at_most", UsualTimes, Numbers.Between(1, MostTimes)),
                section.Read("per", TimeSpan.FromHours(1), Durations.Between(TimeSpan.FromMinutes(1), s_longest))),
        };
        var bound = new ChannelSettings(ChannelKind.Webhook, policy)
        {
            Url = section.Read<string?>("url", null, Links.Web) is { } url ? new Uri(url) : null,
            Secret = section.Read("secret_env", "", text => ChannelBinder.FromVariable(text, environment), secret: true) is { Length: > 0 } secret ? new(secret) : null,
        };
        section.Finish();
        return bound.Url is not null && policy.Name.Length > 0 && policy.Action.Rules.Count > 0 ? bound : null;
    }
}
