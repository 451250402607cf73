using Plimsoll.Architecture.Tests.Rules;

namespace Plimsoll.Architecture.Tests;

/// <summary>A small tree on disk that a rule is shown, to see that the rule can fail.</summary>
internal sealed class MadeUpTree : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("plimsoll-tree-");

    public MadeUpTree File(string path, string text = "")
    {
        var file = new FileInfo(Path.Combine(_root.FullName, path));
        file.Directory!.Create();
        System.IO.File.WriteAllText(file.FullName, text);
        return this;
    }

    public MadeUpTree Project(string path, string[]? references = null, string[]? packages = null, string sdk = "Microsoft.NET.Sdk") => File(
        path,
        $"""
        <Project Sdk="{sdk}"><ItemGroup>
        {string.Concat((references ?? []).Select(r => $"""<ProjectReference Include="..\{r}\{r}.csproj" />"""))}
        {string.Concat((packages ?? []).Select(p => $"""<PackageReference Include="{p}" />"""))}
        </ItemGroup></Project>
        """);

    public string[] Breaches(IRule rule) => [.. rule.Breaches(new SourceTree(_root.FullName))];

    public void Dispose() => _root.Delete(recursive: true);
}
