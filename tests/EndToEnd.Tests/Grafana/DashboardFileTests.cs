using System.Diagnostics;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Deploy;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>Without a Grafana: the files are what their source says, of the types that Grafana has, and fit to be provisioned.</summary>
public sealed class DashboardFileTests
{
    private const string Node = "Grafana/node";

    [ToolFact("node")]
    public async Task Files_are_what_their_source_makes() =>
        await RunAsync(Path.Combine(Repository.Root, "deploy", "grafana"), "generate.mjs", "--check");

    [NodeFact(Node)]
    public async Task Files_are_of_the_types_that_Grafana_has()
    {
        foreach (var folder in Dashboards.Folders)
            await RunAsync(Path.Combine(AppContext.BaseDirectory, Node), "check.mjs", folder);
    }

    [Fact]
    public void Every_dashboard_may_be_provisioned_and_asks_the_data_source_of_its_variable()
    {
        Assert.NotEmpty(Dashboards.All());
        Assert.All(Dashboards.All(), d =>
        {
            Assert.False(d.Dashboard.GetProperty("editable").GetBoolean());
            Assert.NotEmpty(d.Dashboard.GetProperty("description").GetString()!);
            Assert.Contains(d.Dashboard.GetProperty("templating").GetProperty("list").EnumerateArray(), v => v.GetProperty("name").GetString() == "datasource");
            var ids = d.Dashboard.GetProperty("panels").EnumerateArray().Select(p => p.GetProperty("id").GetInt32()).ToList();
            Assert.Equal(ids.Distinct(), ids);
        });
        Assert.Equal(Dashboards.All().Count(), Dashboards.All().Select(d => d.Dashboard.GetProperty("uid").GetString()).Distinct().Count());
    }

    [Fact]
    public void Every_panel_says_what_it_shows_in_which_unit_and_asks_for_something() =>
        Assert.All(Dashboards.All().SelectMany(d => Dashboards.Panels(d.Dashboard)), panel =>
        {
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            Assert.NotEmpty(panel.GetProperty("description").GetString()!);
            Assert.NotEmpty(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!);
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
            Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
            Assert.All(panel.GetProperty("targets").EnumerateArray(), t => Assert.NotEmpty((t.TryGetProperty("expr", out var asked) ? asked : t.GetProperty("metricName")).GetString()!));
        });

    [Theory]
    [InlineData("provisioning", "prometheus")]
    [InlineData("provisioning-cloudwatch", "cloudwatch")]
    public void Data_sources_and_dashboards_are_provisioned_as_files_that_nobody_edits_in_Grafana(string folder, string type)
    {
        var source = DeployFile.Read($"grafana/{folder}/datasources/{type}.yml").Single().Items("datasources").Single();
        Assert.Equal((type, "false"), (source.Text("type"), source.Text("editable")));
        var provider = DeployFile.Read($"grafana/{folder}/dashboards/plimsoll.yml").Single().Items("providers").Single();
        Assert.Equal(("file", "false"), (provider.Text("type"), provider.Text("allowUiUpdates")));
        Assert.Contains(Dashboards.All(), d => d.File.StartsWith(type, StringComparison.Ordinal));
    }

    [Fact]
    public void No_panel_lies_on_another() =>
        Assert.All(Dashboards.All(), d =>
        {
            var places = d.Dashboard.GetProperty("panels").EnumerateArray().SelectMany(Cells).ToList();
            Assert.Equal(places.Count, places.Distinct().Count());
            Assert.All(places, p => Assert.InRange(p.X, 0, 23));
        });

    private static IEnumerable<(int X, int Y)> Cells(JsonElement panel)
    {
        var at = panel.GetProperty("gridPos");
        return from x in Enumerable.Range(at.GetProperty("x").GetInt32(), at.GetProperty("w").GetInt32())
               from y in Enumerable.Range(at.GetProperty("y").GetInt32(), at.GetProperty("h").GetInt32())
               select (x, y);
    }

    private static async Task RunAsync(string folder, params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var said = await node.StandardError.ReadToEndAsync(deadline.Token);
        await node.WaitForExitAsync(deadline.Token);
        Assert.True(node.ExitCode == 0, said);
    }
}
