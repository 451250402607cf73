using System.Diagnostics;
using Plimsoll.Support;
using YamlDotNet.RepresentationModel;

namespace Plimsoll.EndToEnd.Tests.Deploy;

public sealed class ComposeTests
{
    private const string WithGrafana = "compose/grafana.yaml";

    private static readonly string s_folder = DeployFile.PathOf("compose");

    /// <summary>What whoever starts it puts there.</summary>
    private static readonly string[] s_ofTheOperator = ["keys.yaml", "prometheus.key", "grafana.password"];

    public static TheoryData<string> Files => ["compose/one-machine.yaml", "compose/cluster.yaml", WithGrafana];

    [Theory]
    [MemberData(nameof(Files))]
    public void Everything_that_is_mounted_is_there(string file)
    {
        var root = DeployFile.Read(file).Single();
        var mounted = Services(file).SelectMany(s => s.Items("volumes")).Select(v => v.Text().Split(':')[0]).Where(v => v.StartsWith('.'))
            .Concat(root.Entries("configs").Concat(root.Entries("secrets")).Select(e => e.Value.Text("file")))
            .Except(s_ofTheOperator).ToList();
        Assert.NotEmpty(mounted);
        Assert.All(mounted, path => Assert.True(Path.Exists(Path.Combine(s_folder, path)), path));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_that_takes_part_writes_to_its_root_gains_rights_or_has_no_bound(string file) =>
        Assert.All(Services(file).Where(s => !s.Text("image").StartsWith("postgres", StringComparison.Ordinal)), service =>
        {
            Assert.Equal("true", service.Text("read_only"));
            Assert.Equal(["ALL"], service.Items("cap_drop").Select(c => c.Text()));
            Assert.Equal(["no-new-privileges:true"], service.Items("security_opt").Select(o => o.Text()));
            Assert.NotEmpty(service.Text("deploy", "resources", "limits", "memory"));
        });

    [Theory]
    [MemberData(nameof(Files))]
    public void Ports_are_open_to_this_machine_alone_and_images_of_others_have_a_version(string file)
    {
        Assert.All(Services(file).SelectMany(s => s.Items("ports")), port => Assert.StartsWith("127.0.0.1:", port.Text(), StringComparison.Ordinal));
        Assert.All(Services(file).Select(s => s.Text("image")).Where(i => !i.StartsWith("plimsoll", StringComparison.Ordinal)), image => Assert.Matches(@":v?\d+", image));
    }

    [Fact]
    public void Grafana_finds_its_dashboards_and_its_data_source_finds_Prometheus()
    {
        var services = DeployFile.Read(WithGrafana).Single().Entries("services").ToDictionary(s => s.Key, s => s.Value);
        var mounts = services["grafana"].Items("volumes").Select(v => v.Text()).ToList();
        var provider = DeployFile.Read("grafana/provisioning/dashboards/plimsoll.yml").Single().Items("providers").Single().Text("options", "path");
        Assert.Contains($"../grafana/dashboards/prometheus:{provider}:ro", mounts);
        Assert.Contains("../grafana/provisioning:/etc/grafana/provisioning:ro", mounts);
        Assert.Equal("${PROMETHEUS_URL}", DeployFile.Read("grafana/provisioning/datasources/prometheus.yml").Single().Items("datasources").Single().Text("url"));
        Assert.Contains(new Uri(services["grafana"].Text("environment", "PROMETHEUS_URL")).Host, services.Keys);
    }

    [ToolFact("promtool")]
    public async Task Its_Prometheus_is_configured_soundly()
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "config", "--syntax-only", Path.Combine(s_folder, "prometheus.yml")]) { RedirectStandardError = true })!;
        var said = await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();
        Assert.True(promtool.ExitCode == 0, said);
    }

    private static List<YamlNode> Services(string file) => [.. DeployFile.Read(file).Single().Entries("services").Select(s => s.Value)];
}
