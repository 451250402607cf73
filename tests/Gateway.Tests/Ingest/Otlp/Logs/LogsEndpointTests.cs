using System.Text;
using Google.Protobuf;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Gateway.Tests.Ingest.Otlp.Grpc;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp.Logs;

public class LogsEndpointTests
{
    private const string Protobuf = "application/x-protobuf";

    /// <summary>Five results, of which two are wrong, and another record.</summary>
    public const string Json = """
        {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"app"}}]},"scopeLogs":[{"scope":{"name":"judge"},"logRecords":[
          {"timeUnixNano":"1795176000000000000","eventName":"gen_ai.evaluation.result","traceId":"8d705f8906fbb66323cecf50703d4aaa","spanId":"244b80ef7c91c051",
           "attributes":[{"key":"gen_ai.evaluation.name","value":{"stringValue":"relevance"}},{"key":"gen_ai.evaluation.score.value","value":{"doubleValue":0.75}},
             {"key":"gen_ai.evaluation.score.label","value":{"stringValue":"good"}},{"key":"gen_ai.evaluation.explanation","value":{"stringValue":"secret words"}},
             {"key":"gen_ai.response.id","value":{"stringValue":"resp-1"}},{"key":"gen_ai.request.model","value":{"stringValue":"m"}}]},
          {"observedTimeUnixNano":1795176001000000000,"attributes":[{"key":"event.name","value":{"stringValue":"gen_ai.evaluation.result"}},
             {"key":"gen_ai.evaluation.name","value":{"stringValue":"safety"}},{"key":"gen_ai.evaluation.score.value","value":{"intValue":"1"}}]},
          {"timeUnixNano":"1795176000000000000","eventName":"gen_ai.evaluation.result","attributes":[{"key":"gen_ai.evaluation.name","value":{"stringValue":"tone"}},{"key":"gen_ai.evaluation.score.label","value":{"stringValue":"pass"}}]},
          {"timeUnixNano":"1795176000000000000","eventName":"gen_ai.evaluation.result","attributes":[{"key":"gen_ai.evaluation.score.value","value":{"doubleValue":1}}]},
          {"timeUnixNano":"1795176000000000000","eventName":"gen_ai.evaluation.result","attributes":[{"key":"gen_ai.evaluation.name","value":{"stringValue":"x"}},{"key":"gen_ai.evaluation.score.value","value":{"stringValue":"high"}}]},
          {"timeUnixNano":"1795176000000000000","body":{"stringValue":"GET /"}}]}]}]}
        """;

    [Fact]
    public async Task Evaluation_results_are_scores_with_their_source_and_other_records_are_ignored()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/v1/logs", Json);

        Assert.Equal(200, answer.Status);
        var partial = answer.Json.GetProperty("partialSuccess");
        Assert.Equal("2", partial.GetProperty("rejectedLogRecords").GetString());
        Assert.Equal("name is missing or empty; gen_ai.evaluation.score.value must be a number, not \"high\"", partial.GetProperty("errorMessage").GetString());
        Assert.Equal([("m", "relevance", 0.75, "judge"), ("app", "safety", 1, "judge")], host.Pipeline.Scores.Select(s => (s.Component, s.Name, s.Value, s.Source)));
        var score = host.Pipeline.Scores[0];
        Assert.Equal(("resp-1", "8d705f8906fbb66323cecf50703d4aaa", "244b80ef7c91c051", 1795176000000), (score.RequestId, score.TraceId, score.SpanId, score.TimestampMs));
        Assert.Contains("plimsoll_gateway_ignored_log_records_total{format=\"otlp_logs\"} 2", await host.Client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protobuf_and_grpc_are_taken_likewise()
    {
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { OtlpGrpc = "127.0.0.1:0" });
        var request = LogRequests.Result("tone", -1.5);

        var http = await host.PostAsync("/v1/logs", request.ToByteArray(), Protobuf);
        var grpc = await GrpcCall.SendAsync(host, GrpcCall.Logs, request, gzip: true);

        Assert.Equal((200, "0"), (http.Status, grpc.Status));
        Assert.All(host.Pipeline.Scores, s => Assert.Equal(("c", "tone", -1.5, "otlp"), (s.Component, s.Name, s.Value, s.Source)));
        Assert.Equal(2, host.Pipeline.Scores.Count);
    }

    [SharedFact("otlp")]
    public async Task Every_recorded_logs_request_is_accepted()
    {
        await using var host = await GatewayHost.StartAsync();
        var files = Directory.GetFiles(SharedData.TryPath("otlp")!, "*logs*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count >= 8);
        foreach (var file in files)
        {
            var answer = await host.PostAsync(
                "/v1/logs", await File.ReadAllBytesAsync(file), file.Contains(".json", StringComparison.Ordinal) ? "application/json" : Protobuf,
                file.EndsWith(".gz", StringComparison.Ordinal) ? "gzip" : null, chunked: true);

            Assert.True(answer.Status == 200 && answer.Text is "" or "{ }", $"{file}: {answer.Status} {answer.Text}");
        }
        Assert.Empty(host.Pipeline.Scores);
    }

    [Theory]
    [InlineData("{\"resourceLogs\":[}", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{\"resourceLogs\":[7]}", "application/json", 400)]
    [InlineData("\n\u0005abc", Protobuf, 400)]
    [InlineData("", Protobuf, 200)]
    [InlineData("x", "text/plain", 415)]
    public async Task What_is_no_logs_request_is_refused(string body, string type, int status)
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(status, (await host.PostAsync("/v1/logs", body, type)).Status);
    }

    [Fact]
    public async Task Mutilated_requests_never_fail_the_gateway()
    {
        await using var host = await GatewayHost.StartAsync();
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            var body = Encoding.UTF8.GetBytes(Json);
            for (var change = random.Next(1, 4); change > 0; change--)
                body[random.Next(body.Length)] = (byte)random.Next(256);

            var answer = await host.PostAsync("/v1/logs", body);

            Assert.True(answer.Status is 200 or 400, $"round {round}: {answer.Status} {answer.Text}");
        }
        Assert.Equal(0, host.Pipeline.Outstanding);
    }
}
