using System.Globalization;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp;

/// <summary>Requests recorded from real exporters and instrumentations.</summary>
public class RecordedTracesTests
{
    private const string Chat = "gpt-4o-2024-08-06";
    private const string Embedding = "text-embedding-3-small";

    [SharedFact("otlp")]
    public async Task Every_recorded_trace_request_is_accepted()
    {
        await using var host = await GatewayHost.StartAsync();
        var files = Directory.GetFiles(SharedData.TryPath("otlp")!, "*traces*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count >= 12);
        foreach (var file in files)
        {
            var answer = await SendAsync(host, file);

            Assert.True(answer.Status == 200 && answer.Text is "" or "{ }", $"{file}: {answer.Status} {answer.Text}");
        }
    }

    [SharedFact("otlp", "llm")]
    public async Task Genai_spans_of_opentelemetry_give_the_right_numbers() => Assert.Equal(
        [
            (Chat, 82, 17, null, "44.681132", "tool_calls", null),
            (Chat, 12, 2, null, "76.739476", "stop", null),
            ("bad", null, null, null, "11.739529", null, "RateLimitError"),
            (Embedding, 5, null, null, "14.18022", null, null),
        ],
        await ReadAsync("otel-traces-1.bin"));

    [SharedFact("otlp", "llm")]
    public async Task Genai_spans_in_json_give_the_right_numbers() => Assert.Equal(
        [
            (Chat, 82, 17, null, "42.599607", "tool_calls", null),
            (Chat, 12, 2, null, "78.115579", "stop", null),
            ("bad", null, null, null, "6.045557", null, "RateLimitError"),
            (Embedding, 5, null, null, "6.480486", null, null),
        ],
        await ReadAsync("otel-json-traces-1.json"));

    [SharedFact("otlp", "llm")]
    public async Task Openinference_spans_give_the_right_numbers() => Assert.Equal(
        [
            (Chat, 82, 17, 64, "61.793234", "tool_calls", null),
            ("gpt-4o", null, null, null, "81.350153", "stop", null),
            (Embedding, null, null, null, "14.892682", null, null),
        ],
        await ReadAsync("openinference-traces-1.bin"));

    [SharedFact("otlp", "llm")]
    public async Task Openinference_spans_in_json_give_the_right_numbers() => Assert.Equal(
        [
            (Chat, 82, 17, 64, "48.551985", "tool_calls", null),
            ("gpt-4o", null, null, null, "75.861687", "stop", null),
            (Embedding, null, null, null, "8.93758", null, null),
        ],
        await ReadAsync("openinference-json-traces-1.json"));

    [SharedFact("otlp", "llm")]
    public async Task Traceloop_spans_give_the_right_numbers()
    {
        Assert.Equal([(Chat, 82, 17, null, "58.2237", "tool_calls", null)], await ReadAsync("traceloop-traces-1.bin"));
        Assert.Equal([(Chat, 4, 1, null, "940.223433", "stop", null)], await ReadAsync("traceloop-traces-2.bin"));
    }

    private static async Task<(string Component, long? Input, long? Output, long? Cached, string Milliseconds, string? Finish, string? Error)[]> ReadAsync(string file)
    {
        await using var host = await GatewayHost.StartAsync();
        await SendAsync(host, SharedData.TryPath("otlp", "llm", file)!);
        return [.. host.Pipeline.Records.OrderBy(r => r.TimestampMs).Select(r =>
            (r.Component, r.InputTokens, r.OutputTokens, r.CachedInputTokens, Milliseconds(r), r.FinishReason, r.ErrorType))];
    }

    private static string Milliseconds(InferenceRecord record) => record.TotalLatencyMs!.Value.ToString("0.######", CultureInfo.InvariantCulture);

    private static async Task<Answer> SendAsync(GatewayHost host, string file) => await host.PostAsync(
        "/v1/traces", await File.ReadAllBytesAsync(file),
        file.Contains(".json", StringComparison.Ordinal) ? "application/json" : "application/x-protobuf",
        file.EndsWith(".gz", StringComparison.Ordinal) ? "gzip" : null, chunked: true);
}
