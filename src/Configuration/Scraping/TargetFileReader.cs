using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Tree;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Scraping;

/// <summary>Reads a file of targets as Prometheus' file_sd has them, in YAML or its part that is JSON, collecting every error.</summary>
public static class TargetFileReader
{
    private const string Root = "groups";
    private const int MaxGroups = 1_000;
    internal const int MaxTargets = 10_000;

    public static TargetFile Read(string text)
    {
        var errors = new List<ConfigurationError>();
        var section = new Section("", YamlTree.ReadList(text, Root, errors), new BindingLog(errors, []));
        var groups = section.Children(Root, MaxGroups).Select(Group).ToList();
        return errors.Count == 0
            ? new TargetFile(groups, [])
            : new TargetFile(null, [.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)]);
    }

    private static TargetGroup Group(Section section)
    {
        var group = new TargetGroup(
            section.ReadList("targets", [], MaxTargets, Addresses.HostPort), TargetLabels.Bind(section.Child("labels")));
        if (!section.Has("targets"))
            section.Fail("targets", "is missing");
        section.Finish();
        return group;
    }
}
