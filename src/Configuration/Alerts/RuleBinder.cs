using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;
using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Alerts;

/// <summary>One rule: its keys, their ranges, and its expression.</summary>
internal static class RuleBinder
{
    private const int MaxTextChars = 1_000;
    private const int MaxNames = 32;
    private const int MaxSteps = 20;
    private const int MaxStepChars = 500;
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);
    private static readonly string[] s_priorities = [.. Enum.GetNames<AlertPriority>()];
    private static readonly string[] s_families = [.. Enum.GetNames<AlertFamily>().Select(f => f.ToLowerInvariant())];

    /// <summary>Null, with errors added, when the section is no rule.</summary>
    public static AlertRule? Bind(Section section)
    {
        var name = section.Read("name", "", Names.Plain);
        if (!section.Has("name"))
            section.Fail("name", "is missing");
        var priority = (AlertPriority)Array.IndexOf(s_priorities, section.Read("priority", nameof(AlertPriority.P2), Texts.OneOf(s_priorities)));
        var expression = Expression(section);
        var usual = AlertTiming.Default(priority);
        var keep = section.Read("keep_firing_for", usual.Keep, Durations.Between(TimeSpan.Zero, s_longest));
        var rule = new AlertRule
        {
            Name = name,
            Family = Family(section, expression?.Condition),
            Levels = expression?.Condition is { } condition ? [new(priority, condition, new(expression.For ?? usual.For, keep))] : [],
            Notify = section.Read("notify", true, Booleans.Read),
            Components = section.ReadList("components", [], MaxNames, Texts.UpTo(256)),
            Channels = section.ReadList("channels", [], MaxNames, Names.Plain),
            Labels = LabelBinder.Bind(section.Child("labels")),
            RunbookUrl = section.Read<string?>("runbook", null, Links.Web),
            RunbookSteps = section.ReadList("runbook_steps", [], MaxSteps, Texts.UpTo(MaxStepChars)),
            Summary = section.Has("summary") ? section.Read("summary", "", Texts.UpTo(MaxTextChars)) : null,
        };
        section.Finish();
        return rule.Levels.Count > 0 && name.Length > 0 ? rule : null;
    }

    private static ParsedExpression? Expression(Section section)
    {
        if (!section.Has("when"))
        {
            section.Fail("when", "is missing; it says when the rule fires, such as latency.total.p95 > 5s for 3m");
            return null;
        }
        var text = section.Read("when", "", Texts.UpTo(ExpressionParser.MaxChars));
        if (text.Length == 0)
            return null;
        var parsed = ExpressionParser.Parse(text);
        if (parsed.Error is { } error)
            section.FailInside("when", error.Line, error.Column, error.Message);
        if (parsed.For > s_longest)
            section.Fail("when", $"holds for longer than {s_longest.TotalDays} days");
        return parsed;
    }

    /// <summary>As written, else that of the first signal.</summary>
    private static AlertFamily Family(Section section, Condition? condition)
    {
        if (section.Has("family"))
            return (AlertFamily)Math.Max(0, Array.IndexOf(s_families, section.Read("family", s_families[0], Texts.OneOf(s_families))));
        return condition is null ? AlertFamily.Usage : SignalFamily.Of(condition);
    }
}
