using System.Text;
using Google.Protobuf;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Protos;
using Plimsoll.Gateway.Tests.Hosting;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp;

public class TracesEndpointTests
{
    private const string Protobuf = "application/x-protobuf";

    private const string Json = """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"app"}}]},"scopeSpans":[{"scope":{"name":"x"},"spans":[
          {"traceId":"8d705f8906fbb66323cecf50703d4aaa","spanId":"244b80ef7c91c051","name":"chat","kind":3,
           "startTimeUnixNano":"1795176000000000000","endTimeUnixNano":1795176001500250000,
           "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"m"}},
             {"key":"gen_ai.usage.input_tokens","value":{"intValue":"82"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":17}},
             {"key":"gen_ai.response.finish_reasons","value":{"arrayValue":{"values":[{"stringValue":"stop"}]}}},{"key":"none","value":{}},
             {"key":"gen_ai.response.time_to_first_chunk","value":{"doubleValue":0.25}}],
           "events":[{"name":"exception","timeUnixNano":"1","attributes":[{"key":"exception.type","value":{"stringValue":"Boom"}}]}],
           "status":{"code":2,"message":"no"},"links":[],"droppedLinksCount":0},
          {"traceId":"8d705f8906fbb66323cecf50703d4aaa","spanId":"c56eeb3bb80a6403","name":"POST /chat"},
          {"traceId":"xyz","spanId":"c56eeb3bb80a6404","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}}]},
          7]}]}]}
        """;

    [Fact]
    public async Task Protobuf_is_taken_and_answered_in_protobuf()
    {
        await using var host = await GatewayHost.StartAsync();
        var request = Spans.Request(Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m")), Spans.Make(("http.route", "/")));

        var answer = await host.PostAsync("/v1/traces", request.ToByteArray(), Protobuf, chunked: true);

        Assert.Equal((200, Protobuf), (answer.Status, answer.Type));
        Assert.Null(ExportTraceResponse.Parser.ParseFrom(answer.Body).PartialSuccess);
        Assert.Equal("m", Assert.Single(host.Pipeline.Records).Component);
    }

    [Fact]
    public async Task Json_is_taken_and_answered_in_json_and_a_bad_span_costs_only_itself()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/v1/traces", RecordsEndpointTests.Compress(Encoding.UTF8.GetBytes(Json), "gzip"), "application/json; charset=utf-8", "gzip", chunked: true);

        Assert.Equal((200, "application/json"), (answer.Status, answer.Type));
        var partial = answer.Json.GetProperty("partialSuccess");
        Assert.Equal("2", partial.GetProperty("rejectedSpans").GetString());
        Assert.Equal("traceId must be hexadecimal digits; span must be an object", partial.GetProperty("errorMessage").GetString());
        var record = Assert.Single(host.Pipeline.Records);
        Assert.Equal(("m", "8d705f8906fbb66323cecf50703d4aaa", "244b80ef7c91c051"), (record.Component, record.TraceId, record.SpanId));
        Assert.Equal((82L, 17L, "stop", "Boom"), (record.InputTokens, record.OutputTokens, record.FinishReason, record.ErrorType));
        Assert.Equal((1500.25, 250d), (record.TotalLatencyMs, record.TtftMs));
    }

    [Theory]
    [InlineData("{\"resourceSpans\":[}", "application/json", 400)]
    [InlineData("{} {}", "application/json", 400)]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":7}]}", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{}", "application/json", 200)]
    [InlineData("{\"resourceSpans\":{}}", "application/json", 400)]
    [InlineData("\n\u0005abc", Protobuf, 400)]
    [InlineData("", Protobuf, 200)]
    [InlineData("x", "text/plain", 415)]
    public async Task What_is_no_trace_request_is_refused_with_a_status_message(string body, string type, int status)
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/v1/traces", body, type);

        Assert.Equal(status, answer.Status);
        if (status == 200)
            return;
        var refusal = type == Protobuf ? RpcStatus.Parser.ParseFrom(answer.Body) : JsonParser.Default.Parse<RpcStatus>(answer.Text);
        Assert.Equal(3, refusal.Code);
        Assert.NotEmpty(refusal.Message);
    }

    [Fact]
    public async Task An_exporter_is_told_to_retry_when_nothing_can_be_taken()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Pipeline.Answer = _ => Task.FromResult<SubmitResult>(new SubmitResult.Unavailable("The disk is full.", TimeSpan.FromSeconds(5)));

        var answer = await host.PostAsync("/v1/traces", Spans.Request(Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m"))).ToByteArray(), Protobuf);

        Assert.Equal((503, "5"), (answer.Status, answer.RetryAfter));
        Assert.Equal(new RpcStatus { Code = 14, Message = "The disk is full." }, RpcStatus.Parser.ParseFrom(answer.Body));
    }

    [Fact]
    public async Task Mutilated_requests_never_fail_the_gateway()
    {
        await using var host = await GatewayHost.StartAsync();
        var random = new Random(2);
        var protobuf = Spans.Request([("service.name", "app")], Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "mé"), ("gen_ai.usage.input_tokens", 5))).ToByteArray();
        for (var round = 0; round < 300; round++)
        {
            var json = round % 2 == 0;
            var body = json ? Encoding.UTF8.GetBytes(Json) : (byte[])protobuf.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                body[random.Next(body.Length)] = (byte)random.Next(256);

            var answer = await host.PostAsync("/v1/traces", body, json ? "application/json" : Protobuf);

            Assert.True(answer.Status is 200 or 400, $"round {round}: {answer.Status} {answer.Text}");
        }
        Assert.Equal(0, host.Pipeline.Outstanding);
    }
}
