using System.Text.RegularExpressions;

namespace Plimsoll.Architecture.Tests.Rules;

/// <summary>
/// Every project stands in the solution. What needs Orleans is not ticked for Debug and Release, so that a plain
/// build succeeds where its packages cannot be had; everything else is.
/// </summary>
internal sealed partial class SolutionHoldsEveryProject : IRule
{
    public IEnumerable<string> Breaches(SourceTree tree)
    {
        var listed = Entry().Matches(tree.Solution).ToDictionary(m => m.Groups["path"].Value.Replace('\\', '/'), m => m.Groups["id"].Value);
        foreach (var project in tree.Projects)
        {
            if (!listed.TryGetValue(project.File, out var id))
            {
                yield return $"{project.File} does not stand in Orleans.sln";
                continue;
            }
            var clustered = NeedsOrleans(project, tree);
            foreach (var configuration in new[] { "Debug", "Release" })
            {
                var ticked = tree.Solution.Contains($"{{{id}}}.{configuration}|Any CPU.Build.0", StringComparison.OrdinalIgnoreCase);
                if (ticked == clustered)
                    yield return $"{project.File} must {(clustered ? "not " : "")}be ticked for build in {configuration}";
            }
        }
    }

    private static bool NeedsOrleans(Project project, SourceTree tree) =>
        project.Packages.Any(p => p.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal))
        || project.References.Any(r => tree.Projects.FirstOrDefault(p => p.Name == r) is { } next && NeedsOrleans(next, tree));

    [GeneratedRegex("""= "[^"]+", "(?<path>[^"]+\.csproj)", "\{(?<id>[^}]+)\}"\s""")]
    private static partial Regex Entry();
}
