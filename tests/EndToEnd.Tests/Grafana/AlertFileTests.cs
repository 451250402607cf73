using System.Diagnostics;
using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>The alert rules as they are delivered: promtool checks and tries them, and Grafana's hang together.</summary>
public sealed class AlertFileTests
{
    private static readonly string s_rules = Path.Combine(Repository.Root, "deploy", "prometheus", "rules");
    private static readonly string s_grafana = Path.Combine(Repository.Root, "deploy", "grafana");

    [ToolFact("promtool")]
    public async Task Rules_are_sound() => await PromtoolAsync("check", "rules", "recording.yml", "alerts.yml");

    [ToolFact("promtool")]
    public async Task Rules_fire_for_the_component_that_they_should_and_for_no_other() => await PromtoolAsync("test", "rules", "tests.yml");

    [ToolFact("promtool")]
    public async Task Every_expression_of_grafanas_rules_is_sound()
    {
        var file = Path.GetTempFileName();
        var rules = Rules().Select(r => $"      - alert: {r.GetProperty("title").GetString()}\n        expr: {JsonSerializer.Serialize(r.GetProperty("data")[0].GetProperty("model").GetProperty("expr").GetString())}\n");
        await System.IO.File.WriteAllTextAsync(file, $"groups:\n  - name: grafana\n    rules:\n{string.Concat(rules)}");
        await PromtoolAsync("check", "rules", file);
        System.IO.File.Delete(file);
    }

    [Fact]
    public void Grafanas_rules_ask_the_provisioned_data_source_and_are_told_to_contact_points_that_there_are()
    {
        var points = File("contact-points.json").GetProperty("contactPoints").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ToList();
        var policy = File("policies.json").GetProperty("policies")[0];
        Assert.All(policy.GetProperty("routes").EnumerateArray().Append(policy), p => Assert.Contains(p.GetProperty("receiver").GetString(), points));

        var source = System.IO.File.ReadAllText(Path.Combine(s_grafana, "provisioning", "datasources", "prometheus.yml"));
        Assert.All(Rules(), rule =>
        {
            Assert.Contains($"uid: {rule.GetProperty("data")[0].GetProperty("datasourceUid").GetString()}", source, StringComparison.Ordinal);
            Assert.Equal(rule.GetProperty("condition").GetString(), rule.GetProperty("data")[1].GetProperty("refId").GetString());
            Assert.InRange(rule.GetProperty("uid").GetString()!.Length, 1, 40);
        });
        Assert.Equal(Rules().Count, Rules().Select(r => r.GetProperty("uid").GetString()).Distinct().Count());
    }

    [Fact]
    public void Alerts_are_off_unless_somebody_turns_them_on()
    {
        var lines = new[] { "prometheus/prometheus.yml", "compose/prometheus.yml" }.SelectMany(f => System.IO.File.ReadLines(Path.Combine(Repository.Root, "deploy", f))).Where(l => l.Contains("alerts.yml", StringComparison.Ordinal));
        Assert.All(lines, l => Assert.StartsWith("#", l.Trim(), StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(s_grafana, "provisioning", "alerting")));
    }

    private static List<JsonElement> Rules() => [.. File("rules.json").GetProperty("groups").EnumerateArray().SelectMany(g => g.GetProperty("rules").EnumerateArray())];

    private static JsonElement File(string name) => JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(s_grafana, "alerting", name))).RootElement;

    private static async Task PromtoolAsync(params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var promtool = Process.Start(new ProcessStartInfo("promtool", arguments) { WorkingDirectory = s_rules, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await promtool.StandardOutput.ReadToEndAsync(deadline.Token) + await promtool.StandardError.ReadToEndAsync(deadline.Token);
        await promtool.WaitForExitAsync(deadline.Token);
        Assert.True(promtool.ExitCode == 0, said);
    }
}
