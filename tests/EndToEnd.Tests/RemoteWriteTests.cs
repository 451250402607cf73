using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests;

/// <summary>A real Prometheus scrapes an engine and a GPU and writes to a real gateway, its series spread over many small requests.</summary>
public sealed class RemoteWriteTests : IDisposable
{
    private const int Requests = 500;
    private const int SeriesOfEngine = 32;

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("plimsoll-remote-write-");

    [ToolFact("prometheus")]
    public async Task What_prometheus_writes_is_counted_once_beside_records_of_the_same_requests()
    {
        await using var engine = await FakeEngine.StartAsync();
        await using var gateway = new GatewayProcess(Path.Combine(_work.FullName, "data"), new Dictionary<string, string>());
        await gateway.StartAsync();
        await using var first = PrometheusServer.Start(_work.FullName, Configuration(engine, gateway, "a"));
        await using var second = PrometheusServer.Start(_work.FullName, Configuration(engine, gateway, "b"));
        await Eventually.TrueAsync(
            async () => await MappedAsync(gateway) > 4 * SeriesOfEngine && (await ComponentAsync(gateway))?.TryGetProperty("engine", out _) == true, "a few scrapes have come");

        engine.Serve(Enumerable.Range(0, Requests).Select(TtftSeconds));
        await Eventually.TrueAsync(async () => Count((await ComponentAsync(gateway))!.Value) == (Requests, Requests * 10, Requests * 5), "all requests and tokens");

        var component = (await ComponentAsync(gateway))!.Value;
        await Eventually.TrueAsync(
            async () => (await ComponentAsync(gateway))!.Value.GetProperty("quantiles").TryGetProperty("ttft_ms", out var ttft) && ttft.GetProperty("count").GetInt64() == Requests,
            "the whole distribution");
        AssertQuantiles((await ComponentAsync(gateway))!.Value.GetProperty("quantiles").GetProperty("ttft_ms"));
        AssertGauges(component);
        Assert.Equal(Requests / 10, component.GetProperty("finish_reasons").GetProperty("length").GetInt64());

        await SendRecordsAsync(gateway);
        await Eventually.TrueAsync(async () => (await ComponentAsync(gateway))!.Value.GetProperty("sources").GetArrayLength() == 2, "both sources");
        component = (await ComponentAsync(gateway))!.Value;
        Assert.Equal((Requests, Requests * 10, Requests * 5), Count(component));
        Assert.Equal([("records", true, Requests), ("remote_write", false, Requests)], Sources(component));
    }

    [ToolFact("prometheus")]
    public async Task An_engine_that_the_gateway_scrapes_and_a_prometheus_writes_too_counts_once()
    {
        await using var engine = await FakeEngine.StartAsync();
        var file = Path.Combine(_work.FullName, "plimsoll.yaml");
        await File.WriteAllTextAsync(file, $"scrape:\n  jobs:\n    - {{ name: vllm, targets: [\"{engine.Target}\"], interval: 1s, timeout: 1s }}\n");
        await using var gateway = new GatewayProcess(Path.Combine(_work.FullName, "data"), new Dictionary<string, string>(), "--config", file);
        await gateway.StartAsync();
        await using var prometheus = PrometheusServer.Start(_work.FullName, Configuration(engine, gateway, "a"));
        await Eventually.TrueAsync(
            async () => await MappedAsync(gateway) > 4 * SeriesOfEngine && await ScrapesAsync(gateway) > 2, $"both have scraped; the gateway printed:\n{gateway.Output}", s_deadline);

        engine.Serve(Enumerable.Range(0, Requests).Select(TtftSeconds));
        await Eventually.TrueAsync(
            async () => await ComponentAsync(gateway) is { } seen && Sources(seen).SequenceEqual([("scrape", true, Requests), ("remote_write", false, Requests)]), "both tell of all requests", s_deadline);

        Assert.Equal((Requests, Requests * 10, Requests * 5), Count((await ComponentAsync(gateway))!.Value));
    }

    public void Dispose() => _work.Delete(recursive: true);

    /// <summary>From 12 ms to 6 s.</summary>
    private static double TtftSeconds(int request) => 0.012 * Math.Pow(500, request / (Requests - 1.0));

    /// <summary>Two servers of one cluster; two shards with few samples a request, so that nothing comes whole.</summary>
    private static string Configuration(FakeEngine engine, GatewayProcess gateway, string replica) => $"""
        global:
          scrape_interval: 1s
          external_labels: {"{"} cluster: one, __replica__: {replica} {"}"}
        scrape_configs:
          - job_name: vllm
            static_configs:
              - targets: ["{engine.Target}"]
        remote_write:
          - url: {gateway.Address}api/v1/write
            queue_config: {"{"} min_shards: 2, max_shards: 2, max_samples_per_send: 9, batch_send_deadline: 500ms {"}"}
        """;

    private static async Task<double> MappedAsync(GatewayProcess gateway)
    {
        const string Series = "plimsoll_gateway_remote_write_samples_total{result=\"mapped\"} ";
        var metrics = await gateway.Http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        var line = metrics.Split('\n').FirstOrDefault(l => l.StartsWith(Series, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[Series.Length..], CultureInfo.InvariantCulture);
    }

    private static async Task<long> ScrapesAsync(GatewayProcess gateway)
    {
        using var answer = JsonDocument.Parse(await gateway.Http.GetStringAsync(new Uri("api/v1/targets", UriKind.Relative)));
        return answer.RootElement.GetProperty("targets").EnumerateArray().Sum(t => t.GetProperty("scrapes").GetInt64());
    }

    private static IEnumerable<(string? Source, bool Counts, int Requests)> Sources(JsonElement component) =>
        component.GetProperty("sources").EnumerateArray().Select(s => (s.GetProperty("source").GetString(), s.GetProperty("counts").GetBoolean(), s.GetProperty("requests").GetInt32()));

    private static async Task<JsonElement?> ComponentAsync(GatewayProcess gateway)
    {
        using var answer = await gateway.Http.GetAsync(new Uri("api/v1/components/qwen", UriKind.Relative));
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }

    private static (int Requests, int InputTokens, int OutputTokens) Count(JsonElement component) =>
        (component.GetProperty("requests").GetInt32(), component.GetProperty("input_tokens").GetInt32(), component.GetProperty("output_tokens").GetInt32());

    /// <summary>A quantile can be off by the width of the engine's bucket that holds it.</summary>
    private static void AssertQuantiles(JsonElement ttft)
    {
        foreach (var (name, quantile) in new[] { ("p50", 0.5), ("p95", 0.95), ("p99", 0.99) })
        {
            var exact = TtftSeconds((int)(quantile * (Requests - 1)));
            var lower = FakeEngine.Bounds.Last(b => b < exact);
            var upper = FakeEngine.Bounds.First(b => b >= exact);
            Assert.InRange(ttft.GetProperty(name).GetDouble() / 1000, lower / 1.0055, upper * 1.0055);
        }
    }

    private static void AssertGauges(JsonElement component)
    {
        var engine = component.GetProperty("engine");
        Assert.Equal((3, 2, 0.25), (engine.GetProperty("requests_running").GetInt32(), engine.GetProperty("requests_waiting").GetInt32(), engine.GetProperty("kv_cache_usage_ratio").GetDouble()));
        var gpu = component.GetProperty("gpu");
        Assert.Equal(0.8, gpu.GetProperty("utilization_ratio").GetDouble(), 6);
        Assert.Equal(0.75, gpu.GetProperty("memory_utilization_ratio").GetDouble(), 6);
    }

    private static async Task SendRecordsAsync(GatewayProcess gateway)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var lines = Enumerable.Range(0, Requests).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$"""{"component":"qwen","request_id":"r-{{i}}","timestamp":{{now}},"input_tokens":10,"output_tokens":5,"ttft_ms":{{TtftSeconds(i) * 1000}}}"""));
        using var body = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await gateway.Http.PostAsync(new Uri("api/v1/records", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
