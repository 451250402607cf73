namespace Plimsoll.Architecture.Tests.Rules;

/// <summary>Every project has its tests, and a folder of tests has the name of the folder that it tests.</summary>
internal sealed class TestsMirrorSources : IRule
{
    private static readonly string[] TestedByCluster = ["Grains.Interfaces", "Grains", "Silo"];
    private static readonly string[] AcrossProjects = ["Architecture.Tests", "EndToEnd.Tests", "Cluster.Tests"];

    public IEnumerable<string> Breaches(SourceTree tree)
    {
        var sources = tree.Projects.Where(p => p.IsSource).Select(p => p.Name).ToHashSet();
        var tests = tree.Projects.Where(p => p.IsTest && p.Name.EndsWith(".Tests", StringComparison.Ordinal)).Select(p => p.Name).ToHashSet();
        foreach (var source in sources)
        {
            var own = TestedByCluster.Contains(source) ? "Cluster.Tests" : source + ".Tests";
            if (!tests.Contains(own))
                yield return $"src/{source} has no tests/{own}";
        }
        foreach (var test in tests.Except(AcrossProjects))
        {
            var source = test[..^".Tests".Length];
            if (!sources.Contains(source))
                yield return $"tests/{test} tests no project: there is no src/{source}";
            foreach (var folder in StrayFolders(tree, test, source))
                yield return $"{folder} mirrors no folder of src/{source}";
        }
    }

    private static IEnumerable<string> StrayFolders(SourceTree tree, string test, string source)
    {
        var known = tree.Sources($"src/{source}").Select(FolderOf).SelectMany(Above).ToHashSet();
        return tree.Sources($"tests/{test}").Where(f => f.EndsWith("Tests.cs", StringComparison.Ordinal)).Select(FolderOf).Distinct()
            .Where(folder => folder != $"tests/{test}" && !known.Contains($"src/{source}" + folder[$"tests/{test}".Length..]));
    }

    private static string FolderOf(string file) => file[..file.LastIndexOf('/')];

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = folder; at.Contains('/'); at = FolderOf(at))
            yield return at;
    }
}
