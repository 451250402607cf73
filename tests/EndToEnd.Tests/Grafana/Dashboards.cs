using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>The dashboards as they are delivered.</summary>
internal static class Dashboards
{
    /// <summary>One folder for each data source.</summary>
    public static readonly IReadOnlyList<string> Folders =
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "deploy", "grafana", "dashboards")).Order(StringComparer.Ordinal)];

    public static IEnumerable<(string File, JsonElement Dashboard)> All() =>
        Folders.SelectMany(f => Directory.GetFiles(f, "*.json")).Order(StringComparer.Ordinal)
            .Select(f => ($"{Source(f)}/{Path.GetFileName(f)}", JsonDocument.Parse(File.ReadAllText(f)).RootElement));

    /// <summary>Panels with targets, rows left out.</summary>
    public static IEnumerable<JsonElement> Panels(JsonElement dashboard) =>
        dashboard.GetProperty("panels").EnumerateArray().Where(p => p.GetProperty("type").GetString() != "row");

    /// <summary>Each expression with what Grafana would put for its variables.</summary>
    public static IEnumerable<(string Panel, string Expression)> Expressions(string range) =>
        from asked in Targets("prometheus")
        select (asked.Panel, asked.Target.GetProperty("expr").GetString()!
            .Replace("$__rate_interval", range, StringComparison.Ordinal).Replace("$__range", range, StringComparison.Ordinal).Replace("$component", ".*", StringComparison.Ordinal));

    /// <summary>What the panels on a data source ask.</summary>
    /// <param name="source">prometheus or cloudwatch.</param>
    public static IEnumerable<(string Panel, JsonElement Target)> Targets(string source) =>
        from d in All()
        where d.File.StartsWith(source, StringComparison.Ordinal)
        from panel in Panels(d.Dashboard)
        from target in panel.GetProperty("targets").EnumerateArray()
        select ($"{d.File}: {panel.GetProperty("title").GetString()}", target);

    private static string Source(string file) => Path.GetFileName(Path.GetDirectoryName(file)!);
}
