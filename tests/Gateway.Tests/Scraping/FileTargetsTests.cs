using Plimsoll.Configuration.Scraping;
using Plimsoll.Gateway.Scraping;

namespace Plimsoll.Gateway.Tests.Scraping;

public sealed class FileTargetsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plimsoll-targets").FullName;

    [Fact]
    public void Files_in_yaml_and_json_are_read_anew_and_what_cannot_be_used_changes_nothing()
    {
        var files = new FileTargets(new ScrapeJob { Name = "f", Files = [Path.Combine(_folder, "*.*")] });
        Write("a.yaml", "- targets: ['10.0.0.1:8000']\n  labels: { inference_component: chat, __meta_x: y }\n");
        Write("b.json", """[{"targets": ["10.0.0.2:8000", "10.0.0.3:8000"]}]""");

        Assert.Null(files.Reload());
        Assert.Equal(["10.0.0.1:8000", "10.0.0.2:8000", "10.0.0.3:8000"], files.Targets.Select(t => t.Url.Authority));
        Assert.Equal(("chat", "f", "10.0.0.1:8000"), (files.Targets[0].Labels["inference_component"], files.Targets[0].Labels["job"], files.Targets[0].Labels["instance"]));
        Assert.DoesNotContain("__meta_x", files.Targets[0].Labels.Keys);

        Write("b.json", """[{"targets": ["10.0.0.2"]}]""");
        Assert.Contains("b.json:1:15: groups[0].targets[0]: '10.0.0.2' is not host:port", files.Reload(), StringComparison.Ordinal);
        Assert.Equal((3, true), (files.Targets.Count, files.Problem is not null));

        Write("b.json", "[]");
        Assert.Null(files.Reload());
        Assert.Equal("10.0.0.1:8000", Assert.Single(files.Targets).Url.Authority);
    }

    [Fact]
    public void A_file_that_is_missing_is_a_problem_and_a_pattern_that_matches_nothing_is_none()
    {
        Assert.NotNull(new FileTargets(new ScrapeJob { Name = "f", Files = [Path.Combine(_folder, "a.yaml")] }).Reload());
        Assert.Null(new FileTargets(new ScrapeJob { Name = "f", Files = [Path.Combine(_folder, "*.yaml")] }).Reload());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
