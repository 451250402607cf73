namespace Plimsoll.Architecture.Tests.Rules;

/// <summary>Which project may reference which, as the design draws it.</summary>
internal sealed class ProjectArrows : IRule
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Storage"] = ["Core"],
        ["Integrations"] = ["Core"],
        ["Configuration"] = ["Core"],
        ["ComponentHost"] = ["Core", "Storage", "Configuration"],
        ["Gateway"] = ["Core", "Storage", "Integrations", "Configuration", "ComponentHost"],
        ["Grains.Interfaces"] = ["Core"],
        ["Grains"] = ["Core", "Storage", "ComponentHost", "Grains.Interfaces"],
        ["Silo"] = ["Core", "Storage", "Integrations", "Configuration", "ComponentHost", "Gateway", "Grains.Interfaces", "Grains"],
        ["Cli"] = ["Core", "Configuration", "Storage", "Integrations"],
    };

    public IEnumerable<string> Breaches(SourceTree tree) =>
        tree.Projects.Where(p => p.IsSource).SelectMany(p => Allowed.TryGetValue(p.Name, out var allowed)
            ? p.References.Except(allowed).Select(r => $"{p.File} may not reference {r}; it may reference {Names(allowed)}")
            : [$"{p.File}: the design has no project {p.Name}"]);

    private static string Names(string[] allowed) => allowed.Length == 0 ? "nothing" : string.Join(", ", allowed);
}
