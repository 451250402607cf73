using System.Diagnostics;
using Plimsoll.Support;
using YamlDotNet.RepresentationModel;

namespace Plimsoll.EndToEnd.Tests.Deploy;

public sealed class KubernetesTests
{
    private const string Rendered = "kubernetes/plimsoll.yaml";
    private const string Scripts = "Deploy/node";
    private static readonly IReadOnlyList<YamlNode> Objects = DeployFile.Read(Rendered);

    /// <summary>Validates against the schemas of the Kubernetes API.</summary>
    [NodeFact(Scripts)]
    public async Task Every_object_is_what_the_API_takes()
    {
        var output = await RunAsync("node", Path.Combine(AppContext.BaseDirectory, Scripts), "validate-kubernetes.mjs", DeployFile.PathOf(Rendered));
        Assert.Equal($"{Objects.Count} valid", output.Trim());
    }

    [ToolFact("helm")]
    public async Task Rendered_file_is_what_the_chart_renders()
    {
        var chart = DeployFile.PathOf("kubernetes/plimsoll");
        await RunAsync("helm", chart, "lint", "--strict", chart);
        var rendered = await RunAsync("helm", chart, "template", "plimsoll", chart);
        Assert.EndsWith(rendered.TrimEnd(), (await File.ReadAllTextAsync(DeployFile.PathOf(Rendered))).TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_selector_finds_the_pods_of_one_role()
    {
        var pods = Sets().Select(s => Labels(s.At("spec", "template", "metadata", "labels"))).ToList();
        var selectors = Objects.Where(o => o.Text("kind") == "Service").Select(o => o.At("spec", "selector"))
            .Concat(Objects.Where(o => o.Text("kind") is "PodDisruptionBudget" or "StatefulSet").Select(o => o.At("spec", "selector", "matchLabels")))
            .Concat(Objects.Where(o => o.Text("kind") == "NetworkPolicy").Select(o => o.At("spec", "podSelector", "matchLabels")))
            .ToList();
        Assert.Equal(9, selectors.Count);
        Assert.All(selectors, selector => Assert.Single(pods, pod => Labels(selector).IsSubsetOf(pod)));
    }

    [Fact]
    public void Journals_are_on_volumes_that_outlive_their_gateways()
    {
        var gateway = Sets().Single(s => s.Text("metadata", "name") == "plimsoll-gateway");
        Assert.Equal("Retain", gateway.Text("spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"));
        var claim = Assert.Single(gateway.Items("spec", "volumeClaimTemplates")).Text("metadata", "name");
        var mount = gateway.At("spec", "template", "spec").Items("containers").Single().Items("volumeMounts").Single(m => m.Text("name") == claim);
        Assert.Equal(Configuration.ConfigurationReader.Read(Objects.Single(o => o.Text("kind") == "ConfigMap").Text("data", "plimsoll.yaml"),
            new Dictionary<string, string> { ["PLIMSOLL_POSTGRES"] = "Host=db" }).Options!.DataDirectory, mount.Text("mountPath"));
    }

    [Fact]
    public void No_container_may_write_to_its_root_or_gain_rights()
    {
        foreach (var pod in Sets().Select(s => s.At("spec", "template", "spec")))
        {
            Assert.Equal("true", pod.Text("securityContext", "runAsNonRoot"));
            Assert.All(pod.Items("containers").Concat(pod.Items("initContainers")), container =>
            {
                Assert.Equal("true", container.Text("securityContext", "readOnlyRootFilesystem"));
                Assert.Equal("false", container.Text("securityContext", "allowPrivilegeEscalation"));
                Assert.NotEmpty(container.Text("resources", "limits", "memory"));
            });
        }
    }

    private static IEnumerable<YamlNode> Sets() => Objects.Where(o => o.Text("kind") == "StatefulSet");

    private static HashSet<(string, string)> Labels(YamlNode? node) => [.. node.Entries().Select(e => (e.Key, e.Value.Text()))];

    private static async Task<string> RunAsync(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Tools.Find(program)!, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return output;
    }
}
