using System.Xml.Linq;

namespace Plimsoll.Architecture.Tests;

/// <summary>What the rules look at: project files, source files and the solution of a checkout, or of a made-up tree.</summary>
internal sealed class SourceTree
{
    private static readonly string[] Generated = ["bin", "obj", "node_modules", ".git"];

    public SourceTree(string root)
    {
        Root = root;
        Files = [.. Walk(new DirectoryInfo(root)).Order(StringComparer.Ordinal)];
        Projects = [.. Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)).Select(Load)];
        Solution = Files.Contains("Orleans.sln") ? Read("Orleans.sln") : "";
    }

    public string Root { get; }

    /// <summary>Relative to the root, with forward slashes.</summary>
    public IReadOnlyList<string> Files { get; }

    public IReadOnlyList<Project> Projects { get; }

    public string Solution { get; }

    public IEnumerable<string> Sources(string folder) =>
        Files.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));

    public string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private IEnumerable<string> Walk(DirectoryInfo folder) => folder.EnumerateFiles().Select(f => Relative(f.FullName)).Concat(
        folder.EnumerateDirectories().Where(d => !Generated.Contains(d.Name) && d.LinkTarget is null).SelectMany(Walk));

    private string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private Project Load(string file)
    {
        var xml = XDocument.Parse(Read(file));
        IReadOnlyList<string> Included(string element) =>
            [.. xml.Descendants(element).Select(e => (string?)e.Attribute("Include") ?? "").Where(i => i.Length > 0)];
        return new Project(
            file, [.. Included("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')))],
            Included("PackageReference"), Included("FrameworkReference"), (string?)xml.Root?.Attribute("Sdk") ?? "");
    }
}

/// <param name="File">Relative to the root.</param>
/// <param name="References">Names of the projects it references.</param>
internal sealed record Project(
    string File, IReadOnlyList<string> References, IReadOnlyList<string> Packages, IReadOnlyList<string> Frameworks, string Sdk)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    public bool IsSource => File.StartsWith("src/", StringComparison.Ordinal);

    public bool IsTest => File.StartsWith("tests/", StringComparison.Ordinal);
}
