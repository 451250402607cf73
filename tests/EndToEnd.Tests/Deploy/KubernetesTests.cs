using System.Diagnostics;
using Plimsoll.Support;
using YamlDotNet.RepresentationModel;

namespace Plimsoll.EndToEnd.Tests.Deploy;

public sealed class KubernetesTests
{
    private const string Rendered = "kubernetes/plimsoll.yaml";
    private const string PodScraping = "kubernetes/pod-scraping.yaml";
    private const string Scripts = "Deploy/node";
    private static readonly IReadOnlyList<YamlNode> Objects = DeployFile.Read(Rendered);

    /// <summary>Validates against the schemas of the Kubernetes API.</summary>
    [NodeFact(Scripts)]
    public async Task Every_object_is_what_the_API_takes()
    {
        foreach (var file in new[] { Rendered, PodScraping })
        {
            var output = await RunAsync("node", Path.Combine(AppContext.BaseDirectory, Scripts), "validate-kubernetes.mjs", DeployFile.PathOf(file));
            Assert.Equal($"{DeployFile.Read(file).Count} valid", output.Trim());
        }
    }

    [ToolFact("helm")]
    public async Task Rendered_file_is_what_the_chart_renders()
    {
        var chart = DeployFile.PathOf("kubernetes/plimsoll");
        await RunAsync("helm", chart, "lint", "--strict", chart);
        await AssertRenderedAsync(Rendered, chart, "template", "plimsoll", chart);
        await AssertRenderedAsync(PodScraping, chart, "template", "plimsoll", chart, "--namespace", "plimsoll", "--set", "scraping.pods.enabled=true",
            "--set", "scraping.pods.namespaces={llm}", "--show-only", "templates/podscraping.yaml");
    }

    [Fact]
    public void Scraping_pods_takes_listing_and_watching_pods_and_no_more()
    {
        var rule = Assert.Single(DeployFile.Read(PodScraping).Single(o => o.Text("kind") == "Role").Items("rules"));
        Assert.Equal(["pods"], rule.Items("resources").Select(r => r.Text()));
        Assert.Equal(["list", "watch"], rule.Items("verbs").Select(v => v.Text()));
        Assert.All(Sets(), set => Assert.Equal("false", set.Text("spec", "template", "spec", "automountServiceAccountToken")));
    }

    [Fact]
    public void What_goes_out_is_bounded_to_ports_that_are_named()
    {
        var policies = Objects.Where(o => o.Text("kind") == "NetworkPolicy").ToList();
        Assert.Equal(2, policies.Count);
        Assert.All(policies, policy =>
        {
            Assert.Contains("Egress", policy.Items("spec", "policyTypes").Select(t => t.Text()));
            Assert.All(policy.Items("spec", "egress"), rule => Assert.NotEmpty(rule.Items("ports")));
            Assert.Empty(new[] { "53", "443", "5432", "587" }.Except(policy.Items("spec", "egress").SelectMany(r => r.Items("ports")).Select(p => p.Text("port"))));
        });
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

    private static async Task AssertRenderedAsync(string file, string directory, params string[] arguments) =>
        Assert.EndsWith((await RunAsync("helm", directory, arguments)).TrimEnd(), (await File.ReadAllTextAsync(DeployFile.PathOf(file))).TrimEnd(), StringComparison.Ordinal);

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
