using System.Text.Json;
using System.Text.RegularExpressions;
using Plimsoll.Cli;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Deploy;

public sealed partial class DockerfileTests
{
    private static readonly string Text = File.ReadAllText(DeployFile.PathOf("docker/Dockerfile")).Replace("\\\n", "", StringComparison.Ordinal);

    [Fact]
    public void Programs_that_are_started_are_those_that_are_published()
    {
        var started = Commands("ENTRYPOINT").Concat(Commands("CMD")).Select(c => Path.GetFileName(c[1])).Order();
        Assert.Equal(["Plimsoll.Gateway.dll", "Plimsoll.Silo.dll", "plimsoll.dll"], started);
        foreach (Match project in PublishPattern().Matches(Text))
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(Repository.Root, project.Groups[1].Value), "*.csproj"));
    }

    [Fact]
    public void Nothing_runs_as_root() => Assert.Matches(@"(?m)^USER [1-9]\d+$", Text);

    [Fact]
    public async Task Health_is_asked_for_with_a_command_that_there_is()
    {
        var probe = Commands("CMD").Single();
        using var output = new StringWriter();
        var host = new CliHost(output, output, null, new Dictionary<string, string>(), TimeProvider.System);
        Assert.Equal(0, await CommandLine.RunAsync([.. probe.Skip(2), "--help"], host));
    }

    [Theory]
    [InlineData("compose/one-machine.yaml", "gateway")]
    [InlineData("compose/cluster.yaml", "cluster")]
    public void Compose_builds_a_target_that_there_is(string file, string target)
    {
        Assert.Contains($"AS {target}\n", Text, StringComparison.Ordinal);
        var builds = DeployFile.Read(file).Single().Entries("services").Select(s => s.Value.At("build")).OfType<YamlDotNet.RepresentationModel.YamlNode>().ToList();
        Assert.NotEmpty(builds);
        Assert.All(builds, build => Assert.Equal((target, "deploy/docker/Dockerfile"), (build.Text("target"), build.Text("dockerfile"))));
    }

    private static IEnumerable<string[]> Commands(string instruction) =>
        Regex.Matches(Text, $@"(?m)^.*\b{instruction} (\[.*\])$").Select(m => JsonSerializer.Deserialize<string[]>(m.Groups[1].Value)!);

    [GeneratedRegex(@"dotnet publish (src/\w+) ")]
    private static partial Regex PublishPattern();
}
