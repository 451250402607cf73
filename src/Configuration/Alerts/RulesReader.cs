using Plimsoll.Alerting.Rules;
using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Tree;

namespace Plimsoll.Configuration.Alerts;

/// <summary>Reads a file of alert rules, collecting every error.</summary>
public static class RulesReader
{
    /// <summary>The key that tells a file of rules from other YAML.</summary>
    public const string RootKey = "rules";

    public const int MaxRules = 200;

    private const string AlertsKey = "alerts";

    /// <summary>Whether the text has the key that only a file of rules has.</summary>
    public static bool IsRules(string yaml) => YamlTree.Read(yaml, []).Entries.Any(e => e.Key == RootKey);

    /// <summary>Of a file of rules, or of a whole configuration, whose other sections are left alone; there the built-in rules that <c>notify</c> names come first.</summary>
    public static RulesResult Read(string yaml)
    {
        var errors = new List<ConfigurationError>();
        var root = new Section("", YamlTree.Read(yaml, errors), new BindingLog(errors, []));
        var isWhole = !root.Has(RootKey) && root.Has(AlertsKey);
        var rules = isWhole ? [.. AlertBinder.NamedBuiltIns(root.Child(AlertsKey)), .. Bind(root.Child(AlertsKey))] : Bind(root);
        if (!isWhole)
            root.Finish();
        return new(rules, [.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)]);
    }

    /// <summary>The list under <see cref="RootKey"/>; names stand once, and none is a built-in's.</summary>
    internal static IReadOnlyList<AlertRule> Bind(Section parent)
    {
        var rules = new List<AlertRule>();
        foreach (var section in parent.Children(RootKey, MaxRules))
        {
            if (RuleBinder.Bind(section) is not { } rule)
                continue;
            if (rules.Exists(r => r.Name == rule.Name) || BuiltInRules.All.Any(r => r.Name == rule.Name))
                section.Fail("name", $"'{rule.Name}' is the name of another rule");
            else
                rules.Add(rule);
        }
        return rules;
    }
}

/// <param name="Errors">In the order of the file.</param>
public sealed record RulesResult(IReadOnlyList<AlertRule> Rules, IReadOnlyList<ConfigurationError> Errors);
