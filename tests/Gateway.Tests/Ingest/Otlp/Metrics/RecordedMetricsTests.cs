using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp.Metrics;

/// <summary>Requests recorded from real exporters and instrumentations.</summary>
public class RecordedMetricsTests
{
    private const string Sonnet = "claude-3-5-sonnet-20241022";
    private const string Chat = "gpt-4o-2024-08-06";

    [SharedFact("otlp")]
    public async Task Every_recorded_metrics_request_is_accepted()
    {
        await using var host = await GatewayHost.StartAsync();
        var files = Directory.GetFiles(SharedData.TryPath("otlp")!, "*metrics*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count >= 14);
        foreach (var file in files)
        {
            var answer = await SendAsync(host, file);

            Assert.True(answer.Status == 200 && answer.Text is "" or "{ }", $"{file}: {answer.Status} {answer.Text}");
        }
    }

    [SharedTheory("otlp")]
    [InlineData("json-none-cumulative-metrics.json")]
    [InlineData("json-gzip-cumulative-metrics.json.gz")]
    [InlineData("proto-none-cumulative-metrics.bin")]
    [InlineData("proto-gzip-cumulative-metrics.bin.gz")]
    [InlineData("json-none-delta-metrics.json")]
    [InlineData("proto-none-delta-metrics.bin")]
    public async Task Request_counts_for_what_it_holds_and_its_repetition_for_nothing(string file)
    {
        await using var host = await GatewayHost.StartAsync();
        await SendAsync(host, SharedData.TryPath("otlp", file)!);
        // The second export says the same of the cumulative series, and nothing of the others.
        await SendAsync(host, SharedData.TryPath("otlp", file.Replace("metrics", "metrics2", StringComparison.Ordinal))!);

        var view = Counted.View(host.Pipeline, Sonnet);

        Assert.Equal((1, 0, 312, 41), (view.Requests, view.Errors, view.InputTokens, view.OutputTokens));
        Assert.Equal(823, view.Quantiles["total_latency_ms"].Mean!.Value, 6);
        Assert.Equal(211, view.Quantiles["ttft_ms"].Mean!.Value, 6);
        Assert.Equal(14.9, view.Quantiles["tpot_ms"].Mean!.Value, 6);
        Assert.Equal((1, 312.0), (view.Quantiles["input_tokens"].Count, view.Quantiles["input_tokens"].Mean!.Value));
        Assert.Equal("anthropic.claude-3-5-sonnet", view.Summary.Model);
    }

    [SharedTheory("otlp", "llm")]
    [InlineData("otel-json-metrics-1.json", 0.12554811500000002, 0.006464281999999969)]
    [InlineData("otel-metrics-1.bin", 0.12205690600000002, 0.01410614899999996)]
    public async Task Metrics_of_an_instrumentation_give_the_right_numbers(string file, double seconds, double embeddingSeconds)
    {
        await using var host = await GatewayHost.StartAsync();
        await SendAsync(host, SharedData.TryPath("otlp", "llm", file)!);

        var chat = Counted.View(host.Pipeline, Chat);
        var failed = Counted.View(host.Pipeline, "bad");
        var embedding = Counted.View(host.Pipeline, "text-embedding-3-small");

        Assert.Equal((2, 94, 19), (chat.Requests, chat.InputTokens, chat.OutputTokens));
        Assert.Equal(seconds * 500, chat.Quantiles["total_latency_ms"].Mean!.Value, 5);
        Assert.Equal((1, 1), (failed.Requests, failed.ErrorsByType["RateLimitError"]));
        Assert.DoesNotContain("total_latency_ms", failed.Quantiles);
        Assert.Equal((1, 5), (embedding.Requests, embedding.InputTokens));
        Assert.Equal(embeddingSeconds * 1000, embedding.Quantiles["total_latency_ms"].Mean!.Value, 5);
    }

    private static async Task<Answer> SendAsync(GatewayHost host, string file) => await host.PostAsync(
        "/v1/metrics", await File.ReadAllBytesAsync(file),
        file.Contains(".json", StringComparison.Ordinal) ? "application/json" : "application/x-protobuf",
        file.EndsWith(".gz", StringComparison.Ordinal) ? "gzip" : null, chunked: true);
}
