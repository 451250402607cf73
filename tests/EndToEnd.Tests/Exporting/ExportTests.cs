using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Exporting;

/// <summary>What is sent out arrives at receivers that others wrote, and at Plimsoll's own.</summary>
public sealed class ExportTests : IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("plimsoll-export-");

    [ToolFact("prometheus")]
    public async Task A_prometheus_takes_the_metrics_of_every_component_and_an_otlp_receiver_takes_them_too()
    {
        await using var prometheus = PrometheusServer.Start(_work.FullName, "scrape_configs: []", "--web.enable-remote-write-receiver");
        await using var receiver = new GatewayProcess(Path.Combine(_work.FullName, "receiver"), new Dictionary<string, string>());
        await receiver.StartAsync();
        await using var gateway = await DemoAsync($$"""
            export:
              remote_write: { url: "{{new Uri(prometheus.Address, "api/v1/write")}}", interval: 5s, labels: { cluster: test } }
              otlp: { url: "{{receiver.Address}}", interval: 5s }
            """);

        await Eventually.TrueAsync(async () => (await prometheus.AskAsync("plimsoll_requests_total{cluster=\"test\"}")).Count > 1, gateway.Output, s_deadline);
        await Eventually.TrueAsync(async () => await prometheus.QueryAsync("histogram_quantile(0.5, sum by (le) (plimsoll_ttft_seconds_bucket))") > 0, gateway.Output, s_deadline);
        await Eventually.TrueAsync(async () => (await receiver.Http.GetStringAsync("metrics")).Contains("plimsoll_gateway_ignored_points_total{format=\"otlp_metrics\"}", StringComparison.Ordinal), gateway.Output, s_deadline);
        var metrics = await gateway.Http.GetStringAsync("metrics");
        Assert.DoesNotContain("plimsoll_gateway_export_points_total{export=\"remote-write\",result=\"refused\"}", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("plimsoll_gateway_export_points_total{export=\"otlp-metrics\",result=\"refused\"}", metrics, StringComparison.Ordinal);
    }

    [ToolFact("victoria-metrics")]
    public async Task VictoriaMetrics_takes_the_metrics_of_every_component()
    {
        await using var victoria = VictoriaMetricsServer.Start(_work.FullName);
        await using var gateway = await DemoAsync($$"""
            export:
              remote_write: { url: "{{victoria.WriteAddress}}", interval: 5s }
            """);

        await Eventually.TrueAsync(async () => (await victoria.ComponentsAsync("plimsoll_requests_total")).Count > 1, gateway.Output, s_deadline);
        await Eventually.TrueAsync(async () => (await victoria.ComponentsAsync("plimsoll_ttft_seconds_bucket")).Count > 1, gateway.Output, s_deadline);
    }

    public void Dispose() => _work.Delete(recursive: true);

    private async Task<GatewayProcess> DemoAsync(string configuration)
    {
        var file = Path.Combine(_work.FullName, "plimsoll.yaml");
        await File.WriteAllTextAsync(file, configuration);
        var gateway = new GatewayProcess(Path.Combine(_work.FullName, "data"), new Dictionary<string, string>(), "--demo", "--config", file);
        await gateway.StartAsync();
        return gateway;
    }
}
