using System.Text.RegularExpressions;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Readme;

/// <summary>What the pages for people point to is there.</summary>
public sealed partial class LinkTests
{
    private static readonly string s_docs = Path.Combine(Repository.Root, "docs");

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(s_docs, "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "README.md")).Append(Path.Combine(Repository.Root, "bench", "README.md"))
            .Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_link_is_dead(string page)
    {
        var file = Path.Combine(Repository.Root, page);
        List<string> dead = [.. LinkPattern().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)
            .Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith('#'))
            .Where(l => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, l.Split('#')[0])))];
        Assert.Empty(dead);
    }

    [Fact]
    public void Files_that_the_README_names_are_there()
    {
        List<string> missing = [.. NamedFilePattern().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(m => m.Groups[1].Value)
            .Where(path => !Path.Exists(Path.Combine(Repository.Root, path)))];
        Assert.Empty(missing);
    }

    [Fact]
    public void The_index_leads_to_every_page()
    {
        var index = LinkPattern().Matches(File.ReadAllText(Path.Combine(s_docs, "README.md"))).Select(m => m.Groups[1].Value).ToHashSet();
        var pages = Directory.GetFiles(s_docs, "*.md").Select(f => Path.GetFileName(f)).Where(f => f != "README.md");
        Assert.Empty(pages.Except(index));
    }

    [Fact]
    public void Pictures_are_small_and_each_is_shown()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var pictures = Directory.GetFiles(Path.Combine(s_docs, "images")).Where(f => Path.GetExtension(f) is ".png" or ".svg").Select(f => new FileInfo(f)).ToList();
        Assert.NotEmpty(pictures);
        Assert.All(pictures, p =>
        {
            Assert.InRange(p.Length, 1, 150_000);
            Assert.Contains($"(docs/images/{p.Name})", readme, StringComparison.Ordinal);
        });
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"(?:`|\s)((?:docs|deploy|bench|src|tests)/[\w./-]*\w)")]
    private static partial Regex NamedFilePattern();
}
