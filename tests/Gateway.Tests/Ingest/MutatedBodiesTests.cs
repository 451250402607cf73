using System.Net;
using System.Text;
using Google.Protobuf;
using IronSnappy;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Gateway.Tests.Ingest.Otlp;
using Plimsoll.Gateway.Tests.Ingest.Otlp.Logs;
using Plimsoll.Gateway.Tests.Ingest.Otlp.Metrics;
using Plimsoll.Gateway.Tests.Ingest.RemoteWrite;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Ingest;

/// <summary>Ten thousand spoiled bodies a path: an answer that says what is wrong, never an error of the server's own.</summary>
public sealed class MutatedBodiesTests
{
    private delegate byte[] Compress(ReadOnlySpan<byte> body);

    private const int Bodies = 10_000;
    private const int Clients = 4;

    private const string Record = """{"request_id":"r-1","trace_id":"8d705f8906fbb66323cecf50703d4aaa","component":"chat","model":"m","model_version":"3","copy":"c1","labels":{"region":"eu"},"timestamp":1795176000000,"input_tokens":100,"output_tokens":40,"ttft_ms":120.5,"tpot_ms":8.25,"total_latency_ms":450,"stages":[{"name":"retrieve","ms":12.5}],"finish_reason":"stop","user_id":"u1","prompt":"Grüße","scores":[{"name":"helpful","value":0.5}],"safety_flags":["pii"]}""";
    private const string Plain = """{"request_id":"r-2","component":"chat","timestamp":"2026-11-20T12:00:00.250Z","input_tokens":10,"ttft_ms":12.5,"stages":[{"name":"a","ms":1},{"name":"b","ms":2}]}""";
    private const string Gpu = """{"component":"chat","timestamp":1795176000000,"gpu":"GPU-1","utilization_ratio":0.75,"memory_used_mib":1000,"memory_total_mib":4000,"temperature_c":61.5,"power_w":250}""";
    private const string Engine = """{"component":"chat","timestamp":1795176000000,"copy":"c1","requests_running":7,"requests_waiting":3,"kv_cache_usage_ratio":0.5}""";
    private const string Feedback = """{"component":"chat","timestamp":1795176000000,"request_id":"r-1","rating":4,"thumbs_up":true,"user_id":"u1"}""";
    private const string Outcome = """{"component":"chat","timestamp":1795176000000,"request_id":"r-1","success":true,"task":"booking"}""";
    private const string Trace = """{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"app"}}]},"scopeSpans":[{"spans":[{"traceId":"8d705f8906fbb66323cecf50703d4aaa","spanId":"244b80ef7c91c051","name":"chat","kind":3,"startTimeUnixNano":"1795176000000000000","endTimeUnixNano":"1795176001500250000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"m"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"82"}}],"status":{"code":2}}]}]}]}""";

    private const string Host = """{"component":"chat","timestamp":1795176000000,"host":"node-1","copy":"c1","memory_used_mib":1000,"memory_total_mib":4000,"disk_read_mib_per_s":1.5,"network_receive_mib_per_s":2.25,"model_load_ms":12000}""";
    private const string Metric = """{"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"app"}}]},"scopeMetrics":[{"metrics":[{"name":"gen_ai.client.token.usage","unit":"{token}","histogram":{"aggregationTemporality":2,"dataPoints":[{"startTimeUnixNano":"1795176000000000000","timeUnixNano":"1795176030000000000","count":"3","sum":12,"explicitBounds":[1,10],"bucketCounts":["1","1","1"],"attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"m"}},{"key":"gen_ai.token.type","value":{"stringValue":"input"}}]}]}}]}]}]}""";

    public static TheoryData<string, string, string> TextPaths() => new()
    {
        { "/api/v1/records", "application/json", $"[{Plain},{Record},{Plain}]" },
        { "/api/v1/records", "application/x-ndjson", $"{Plain}\n{Record}\n{Plain}\n" },
        { "/api/v1/gpu", "application/json", $"[{Gpu},{Gpu}]" },
        { "/api/v1/engine", "application/json", Engine },
        { "/api/v1/feedback", "application/x-ndjson", $"{Feedback}\n{Feedback}\n" },
        { "/api/v1/outcomes", "application/json", $"[{Outcome}]" },
        { "/api/v1/hosts", "application/json", $"[{Host},{Host}]" },
        { "/v1/traces", "application/json", Trace },
        { "/v1/metrics", "application/json", Metric },
        { "/v1/logs", "application/json", LogsEndpointTests.Json },
    };

    [Theory]
    [MemberData(nameof(TextPaths))]
    public Task Spoiled_text_is_answered_with_what_is_wrong(string path, string type, string valid) => RunAsync(path, type, Encoding.UTF8.GetBytes(valid));

    [Fact]
    public Task Spoiled_protobuf_is_answered_with_what_is_wrong() => RunAsync(
        "/v1/traces", "application/x-protobuf",
        Spans.Request(Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m"), ("gen_ai.usage.input_tokens", 82))).ToByteArray());

    [Fact]
    public Task Spoiled_logs_are_answered_with_what_is_wrong() => RunAsync("/v1/logs", "application/x-protobuf", LogRequests.Result("tone", 0.5).ToByteArray());

    [Fact]
    public Task Spoiled_metrics_are_answered_with_what_is_wrong() => RunAsync("/v1/metrics", "application/x-protobuf", MetricRequests.OfEveryKind().ToByteArray());

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Spoiled_compression_is_answered_with_what_is_wrong(string encoding)
    {
        await using var host = await GatewayHost.StartAsync();
        var mutator = new Mutator(new Random(2));
        var valid = RecordsEndpointTests.Compress(Encoding.UTF8.GetBytes($"[{Plain},{Record}]"), encoding);
        for (var i = 0; i < Bodies / 10; i++)
        {
            var answer = await host.PostAsync("/api/v1/records", mutator.Mutate(valid), "application/json", encoding);
            if (answer.Status != (int)HttpStatusCode.OK)
                AssertExplains(answer, []);
        }
        await Eventually.TrueAsync(() => host.Pipeline.Outstanding == 0, "what was lent is given back");
    }

    [Fact]
    public Task A_spoiled_write_request_is_answered_with_what_is_wrong() =>
        RunAsync("/api/v1/write", "application/x-protobuf", SeriesWriter.OfEveryKind(1795176000000), Snappy.Encode);

    [Fact]
    public async Task Spoiled_snappy_is_answered_with_what_is_wrong()
    {
        await using var host = await GatewayHost.StartAsync();
        var mutator = new Mutator(new Random(1));
        var valid = Snappy.Encode(SeriesWriter.OfEveryKind(1795176000000));
        for (var i = 0; i < Bodies / 10; i++)
        {
            var answer = await host.PostAsync("/api/v1/write", mutator.Mutate(valid), "application/x-protobuf", "snappy");
            if (answer.Status != (int)HttpStatusCode.NoContent)
                AssertExplains(answer, []);
        }
        await Eventually.TrueAsync(() => host.Pipeline.Outstanding == 0, "what was lent is given back");
    }

    private static async Task RunAsync(string path, string type, byte[] valid, Compress? compress = null)
    {
        var encoding = compress is null ? null : "snappy";
        compress ??= body => body.ToArray();
        await using var host = await GatewayHost.StartAsync();
        Assert.InRange((await host.PostAsync(path, compress(valid), type, encoding)).Status, 200, 204);
        var decoded = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(
            () => SendAsync(body => host.PostAsync(path, compress(body), type, encoding), valid, seed: client))));

        Assert.True(decoded.Sum() >= Bodies * 0.3, $"{decoded.Sum()} of {Bodies} bodies still decode; fewer than 30% test too little");
        await Eventually.TrueAsync(() => host.Pipeline.Outstanding == 0, "what was lent is given back");
        Assert.InRange((await host.PostAsync(path, compress(valid), type, encoding)).Status, 200, 204);
    }

    private static async Task<int> SendAsync(Func<byte[], Task<Answer>> post, byte[] valid, int seed)
    {
        var mutator = new Mutator(new Random(seed));
        var decoded = 0;
        for (var i = 0; i < Bodies / Clients; i++)
        {
            var body = i % 10 == 9 ? mutator.Noise() : mutator.Mutate(valid);
            var answer = await post(body);
            if (answer.Status is (int)HttpStatusCode.OK or (int)HttpStatusCode.NoContent)
                decoded++;
            else
                AssertExplains(answer, body);
        }
        return decoded;
    }

    private static void AssertExplains(Answer answer, byte[] body)
    {
        Assert.True(answer.Status is 400 or 413, $"{answer.Status} for {Convert.ToBase64String(body)}: {answer.Text}");
        if (answer.Type == "application/problem+json")
            Assert.False(string.IsNullOrWhiteSpace(answer.Detail), answer.Text);
        else
            Assert.NotEmpty(answer.Body);
    }
}
