namespace Plimsoll.Architecture.Tests.Rules;

/// <summary>Core stays pure, the command line and the adapters carry no web server, and Orleans stays in its own projects.</summary>
internal sealed class PackageArrows : IRule
{
    private const string Orleans = "Microsoft.Orleans.";
    private static readonly string[] OrleansProjects = ["Grains.Interfaces", "Grains", "Silo", "Cluster.Tests"];
    private static readonly string[] HostProjects = ["ComponentHost", "Gateway", "Grains.Interfaces", "Grains", "Silo"];

    public IEnumerable<string> Breaches(SourceTree tree) => tree.Projects.SelectMany(Breaches);

    private static IEnumerable<string> Breaches(Project project)
    {
        if (project is { IsSource: true, Name: "Core" })
        {
            foreach (var package in project.Packages.Where(p => p != "MathNet.Numerics"))
                yield return $"{project.File} may not use the package {package}: Core uses MathNet.Numerics alone";
        }
        if (project is { IsSource: true, Name: "Grains.Interfaces" })
        {
            foreach (var package in project.Packages.Where(p => !IsOrleans(p)))
                yield return $"{project.File} may not use the package {package}: contracts use Orleans alone";
        }
        if (!OrleansProjects.Contains(project.Name))
        {
            foreach (var package in project.Packages.Where(IsOrleans))
                yield return $"{project.File} may not use the package {package}: a build without Orleans must be whole";
        }
        if (project.IsSource && !HostProjects.Contains(project.Name) && (project.Frameworks.Count > 0 || project.Sdk != "Microsoft.NET.Sdk"))
            yield return $"{project.File} may use neither {project.Sdk} nor a framework reference: only what runs in a host builds on its framework";
    }

    private static bool IsOrleans(string package) => package.StartsWith(Orleans, StringComparison.Ordinal);
}
