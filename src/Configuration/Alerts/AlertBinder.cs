using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Alerting.Rules;
using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Alerts;

/// <summary>The <c>alerts</c> section: rules, which built-in ones notify, objectives and channels.</summary>
internal static class AlertBinder
{
    private const int MaxChannels = 32;
    private const int MaxActions = 32;
    private const double MostTarget = 0.9999;
    private static readonly string[] s_builtIn = [.. BuiltInRules.All.Select(r => r.Name)];

    public static AlertOptions Bind(Section section, IReadOnlyDictionary<string, string> environment)
    {
        var notify = Notify(section);
        var show = section.ReadList("show_only", [], s_builtIn.Length, Texts.OneOf(s_builtIn));
        if (notify.Intersect(show).FirstOrDefault() is { } both)
            section.Fail("show_only", $"'{both}' stands under notify too");
        var own = RulesReader.Bind(section);
        var bound = new AlertOptions
        {
            Rules = [.. BuiltInRules.All.Select(r => r with { Notify = (r.Notify || notify.Contains(r.Name)) && !show.Contains(r.Name) }), .. own],
            Objectives = Objectives(section.Child("objectives")),
            Channels = Channels(section, environment),
            ExternalUrl = section.Read<string?>("external_url", null, Links.Web) is { } url ? new Uri(url.TrimEnd('/') + "/") : null,
        };
        foreach (var (rule, channel) in own.SelectMany(r => r.Channels.Select(c => (r, c))).Where(x => bound.Channels.All(c => c.Name != x.c)))
            section.Fail(RulesReader.RootKey, $"rule '{rule.Name}' names channel '{channel}', which there is not");
        var actions = Actions(section, environment, bound.Rules, bound.Channels);
        section.Finish();
        return bound with { Channels = [.. bound.Channels, .. actions] };
    }

    /// <summary>The built-in rules that <c>notify</c> names.</summary>
    public static IEnumerable<AlertRule> NamedBuiltIns(Section section)
    {
        var named = Notify(section);
        return BuiltInRules.All.Where(r => named.Contains(r.Name));
    }

    private static IReadOnlyList<string> Notify(Section section) => section.ReadList("notify", [], s_builtIn.Length, Texts.OneOf(s_builtIn));

    private static List<ChannelSettings> Channels(Section section, IReadOnlyDictionary<string, string> environment)
    {
        var channels = new List<ChannelSettings>();
        foreach (var child in section.Children("channels", MaxChannels))
        {
            if (ChannelBinder.Bind(child, environment) is not { } channel)
                continue;
            if (channels.Exists(c => c.Name == channel.Name))
                child.Fail("name", $"'{channel.Name}' is the name of another channel");
            channels.Add(channel);
        }
        if (channels.Exists(c => c.Kind == ChannelKind.Alertmanager) && channels.Exists(c => c.Kind != ChannelKind.Alertmanager))
            section.Fail("channels", "name an Alertmanager beside others; one has to own notifications, so that nobody is told twice: leave either it or the others out");
        return channels;
    }

    private static List<ChannelSettings> Actions(Section section, IReadOnlyDictionary<string, string> environment, IReadOnlyList<AlertRule> rules, IReadOnlyList<ChannelSettings> channels)
    {
        var actions = new List<ChannelSettings>();
        foreach (var child in section.Children("actions", MaxActions))
        {
            if (ActionBinder.Bind(child, environment) is not { Policy.Action: { } action } bound)
                continue;
            if (channels.Concat(actions).Any(c => c.Name == bound.Name))
                child.Fail("name", $"'{bound.Name}' is the name of another channel or action");
            foreach (var unknown in action.Rules.Where(name => rules.All(r => r.Name != name)))
                child.Fail("rules", $"'{unknown}' is no rule");
            actions.Add(bound);
        }
        return actions;
    }

    private static List<Objective> Objectives(Section section)
    {
        var bound = new List<Objective>();
        foreach (var usual in Objective.Defaults)
        {
            var own = section.Child(usual.Name);
            var target = own.Read("target", usual.Target, Target);
            var threshold = usual.ThresholdMs is { } ms
                ? own.Read("threshold", TimeSpan.FromMilliseconds(ms), Durations.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1))).TotalMilliseconds
                : (double?)null;
            own.Finish();
            bound.Add(new(usual.Name, target, threshold));
        }
        section.Finish();
        return bound;
    }

    private static Parsed<double> Target(string text)
    {
        var parsed = text.EndsWith('%') && double.TryParse(text[..^1], System.Globalization.CultureInfo.InvariantCulture, out var percent) ? percent / 100 : Numbers.Ratio(text);
        return parsed.Error is null && parsed.Value is > 0 and <= MostTarget ? parsed : Parsed<double>.Fail($"'{text}' is no target above 0 and up to 99.99%, such as 95%");
    }
}
