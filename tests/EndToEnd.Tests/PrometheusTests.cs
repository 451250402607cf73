using System.Globalization;
using System.Net;
using System.Text;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests;

/// <summary>A real Prometheus scrapes a real gateway and answers with what was sent.</summary>
public sealed class PrometheusTests : IDisposable
{
    private const int Requests = 200;

    /// <summary>Neighbouring bounds of the exposed histograms, and what rounding adds.</summary>
    private static readonly double BucketWidth = Math.Sqrt(2) * 1.001;

    /// <summary>Neighbouring bounds of the sketch at scale 6.</summary>
    private static readonly double NativeBucketWidth = Math.Pow(2, 1 / 64.0);

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("plimsoll-prometheus-");

    [ToolFact("prometheus")]
    public async Task Prometheus_scrapes_the_totals_and_the_histogram_that_were_sent()
    {
        await using var gateway = new GatewayProcess(Path.Combine(_work.FullName, "data"), new Dictionary<string, string>());
        await gateway.StartAsync();
        await SendAsync(gateway);
        await using var prometheus = PrometheusServer.Start(_work.FullName, Scrape(gateway));
        await Eventually.TrueAsync(async () => await prometheus.QueryAsync("plimsoll_requests_total{component=\"scraped\"}") == Requests, "a scrape with all requests");
        Assert.Equal(Requests * 10, await prometheus.QueryAsync("plimsoll_input_tokens_total{component=\"scraped\"}"));
        Assert.Equal(Requests, await prometheus.QueryAsync("plimsoll_ttft_seconds_count{component=\"scraped\"}"));
        foreach (var quantile in new[] { 0.1, 0.5, 0.95, 0.99 })
        {
            var expression = string.Create(CultureInfo.InvariantCulture, $"histogram_quantile({quantile}, plimsoll_ttft_seconds_bucket{{component=\"scraped\"}})");
            var exact = TtftMs((int)Math.Ceiling(quantile * Requests) - 1) / 1000;
            Assert.InRange((await prometheus.QueryAsync(expression))!.Value, exact / BucketWidth, exact * BucketWidth);
        }
    }

    [ToolFact("prometheus")]
    public async Task Prometheus_with_native_histograms_finds_quantiles_within_the_error_of_the_sketch()
    {
        await using var gateway = new GatewayProcess(Path.Combine(_work.FullName, "data"), new Dictionary<string, string>());
        await gateway.StartAsync();
        await SendAsync(gateway);
        await using var prometheus = PrometheusServer.Start(_work.FullName, Scrape(gateway), "--enable-feature=native-histograms");
        await Eventually.TrueAsync(async () => await prometheus.QueryAsync("histogram_count(plimsoll_ttft_seconds{component=\"scraped\"})") == Requests, "a scrape of the native histogram");
        Assert.Equal(Requests, await prometheus.QueryAsync("plimsoll_requests_total{component=\"scraped\"}"));
        foreach (var quantile in new[] { 0.1, 0.5, 0.95, 0.99 })
        {
            var expression = string.Create(CultureInfo.InvariantCulture, $"histogram_quantile({quantile}, plimsoll_ttft_seconds{{component=\"scraped\"}})");
            var rank = quantile * Requests;
            var found = (await prometheus.QueryAsync(expression))!.Value;
            Assert.InRange(found, TtftMs((int)Math.Floor(rank) - 1) / 1000 / NativeBucketWidth, TtftMs((int)Math.Ceiling(rank)) / 1000 * NativeBucketWidth);
        }
    }

    [ToolFact("prometheus")]
    public async Task Prometheus_finds_the_traces_of_exemplars_in_either_format()
    {
        await using var gateway = new GatewayProcess(Path.Combine(_work.FullName, "data"), new Dictionary<string, string>());
        await gateway.StartAsync();
        await SendAsync(gateway);
        await using var text = PrometheusServer.Start(_work.FullName, Scrape(gateway), "--enable-feature=exemplar-storage");
        await using var native = PrometheusServer.Start(_work.FullName, Scrape(gateway), "--enable-feature=exemplar-storage,native-histograms");
        await Eventually.TrueAsync(async () => (await TracesAsync(text, "plimsoll_ttft_seconds_bucket")).Count >= 8, "exemplars in OpenMetrics text");
        await Eventually.TrueAsync(async () => (await TracesAsync(native, "plimsoll_ttft_seconds")).Count > 0, "exemplars of the native histogram");

        var traces = (await TracesAsync(text, "plimsoll_ttft_seconds_bucket")).Concat(await TracesAsync(native, "plimsoll_ttft_seconds"));
        Assert.All(traces, e => Assert.Equal(TtftMs(Convert.ToInt32(e.TraceId, 16)) / 1000, e.Value, 9));
    }

    public void Dispose() => _work.Delete(recursive: true);

    private static async Task<List<(string TraceId, double Value)>> TracesAsync(PrometheusServer prometheus, string series)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var found = await prometheus.GetAsync($"api/v1/query_exemplars?query={series}&start={now - 3600}&end={now + 60}");
        return found is null ? [] : [.. found.Value.EnumerateArray().SelectMany(s => s.GetProperty("exemplars").EnumerateArray()).Select(e =>
            (e.GetProperty("labels").GetProperty("trace_id").GetString()!, double.Parse(e.GetProperty("value").GetString()!, CultureInfo.InvariantCulture)))];
    }

    private static string Scrape(GatewayProcess gateway) => $"""
        scrape_configs:
          - job_name: plimsoll
            static_configs:
              - targets: ["{gateway.Address.Authority}"]
        """;

    /// <summary>Rises with the number of the request, from 20 ms to 6 s.</summary>
    private static double TtftMs(int request) => 20 * Math.Pow(300, request / (Requests - 1.0));

    private static async Task SendAsync(GatewayProcess gateway)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var lines = Enumerable.Range(0, Requests).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$"""{"component":"scraped","request_id":"p-{{i}}","trace_id":"{{i:x32}}","timestamp":{{now}},"input_tokens":10,"output_tokens":5,"ttft_ms":{{TtftMs(i)}},"total_latency_ms":9000}"""));
        using var body = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await gateway.Http.PostAsync(new Uri("api/v1/records", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
