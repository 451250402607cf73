using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>The dashboards as they are delivered.</summary>
internal static class Dashboards
{
    public static readonly string Folder = Path.Combine(Repository.Root, "deploy", "grafana", "dashboards", "prometheus");

    public static IEnumerable<(string File, JsonElement Dashboard)> All() =>
        Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), JsonDocument.Parse(File.ReadAllText(f)).RootElement));

    /// <summary>Panels with targets, rows left out.</summary>
    public static IEnumerable<JsonElement> Panels(JsonElement dashboard) =>
        dashboard.GetProperty("panels").EnumerateArray().Where(p => p.GetProperty("type").GetString() != "row");

    /// <summary>Each expression with what Grafana would put for its variables.</summary>
    public static IEnumerable<(string Panel, string Expression)> Expressions(string range) =>
        from d in All()
        from panel in Panels(d.Dashboard)
        from target in panel.GetProperty("targets").EnumerateArray()
        select ($"{d.File}: {panel.GetProperty("title").GetString()}", target.GetProperty("expr").GetString()!
            .Replace("$__rate_interval", range, StringComparison.Ordinal).Replace("$__range", range, StringComparison.Ordinal).Replace("$component", ".*", StringComparison.Ordinal));
}
