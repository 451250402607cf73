using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Otlp;
using Plimsoll.Gateway.Protos;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp;

public class SpanMapperTests
{
    [Fact]
    public void Response_is_named_so_that_evaluations_find_it()
    {
        var mapper = new SpanMapper(new PlimsollOptions().ComponentAttributes, GatewayHost.Hash);

        Assert.True(mapper.TryMap(Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.response.id", "resp-1")), out _));
        Assert.Equal("resp-1", mapper.Record.RequestId);
        Assert.True(mapper.TryMap(Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.response.id", new string('x', 300))), out _));
        Assert.Null(mapper.Record.RequestId);
    }

    [Fact]
    public void Current_genai_conventions_are_understood()
    {
        var record = Map(Spans.Make(
            ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "gpt-4o"),
            ("gen_ai.response.model", "gpt-4o-2024-08-06"), ("gen_ai.usage.input_tokens", 82), ("gen_ai.usage.output_tokens", 17),
            ("gen_ai.usage.cache_read.input_tokens", 64), ("gen_ai.response.time_to_first_chunk", 0.25),
            ("gen_ai.response.finish_reasons", new[] { "tool_call", "stop" }), ("gen_ai.conversation.id", "c-9"), ("user.id", "u-1"),
            ("gen_ai.input.messages", "[2+2?]"), ("gen_ai.output.messages", "[4]")));

        Assert.Equal(("gpt-4o-2024-08-06", "gpt-4o", "gpt-4o-2024-08-06"), (record.Component, record.Model, record.ModelVersion));
        Assert.Equal((82L, 17L, 64L), (record.InputTokens, record.OutputTokens, record.CachedInputTokens));
        Assert.Equal((1500.25, 250d, 1795176001500), (record.TotalLatencyMs, record.TtftMs, record.TimestampMs));
        Assert.Equal(("tool_calls", null, TelemetrySource.Spans), (record.FinishReason, record.ErrorType, record.Source));
        Assert.Equal((Hash("u-1"), Hash("c-9")), (record.UserHash, record.SessionHash));
        Assert.Equal((Hash("[2+2?]"), 6, Hash("[4]"), 3), (record.PromptHash, record.PromptChars, record.ResponseHash, record.ResponseChars));
        Assert.StartsWith("abab", record.TraceId, StringComparison.Ordinal);
        Assert.Equal((32, 16), (record.TraceId!.Length, record.SpanId!.Length));
    }

    [Theory]
    [InlineData("""[{"role":"assistant","parts":[{"type":"text","content":"I cannot assist with that."}]}]""", true)]
    [InlineData("""[{"role":"assistant","parts":[{"type":"text","content":"4"}]}]""", false)]
    public void Output_messages_are_looked_at_for_a_refusal(string messages, bool refused) =>
        Assert.Equal(refused, Map(Spans.Make(("gen_ai.request.model", "m"), ("gen_ai.output.messages", messages))).Refused);

    [Fact]
    public void Older_genai_conventions_are_understood()
    {
        var record = Map(Spans.Make(
            ("gen_ai.system", "vertex_ai"), ("gen_ai.request.model", "m"), ("gen_ai.usage.prompt_tokens", 5), ("gen_ai.usage.completion_tokens", 6)));

        Assert.Equal(("m", 5L, 6L), (record.Component, record.InputTokens, record.OutputTokens));
        Assert.Null(record.ModelVersion);
    }

    [Fact]
    public void Openinference_is_understood()
    {
        var span = Spans.Make(
            ("openinference.span.kind", "LLM"), ("llm.model_name", "gpt-4o"), ("llm.token_count.prompt", 82), ("llm.token_count.completion", 17),
            ("llm.token_count.prompt_details.cache_read", 64), ("llm.finish_reason", "tool_calls"), ("session.id", "s"), ("input.value", "q"), ("output.value", ""));
        span.Events.Add(new SpanEvent { Name = "First Token Stream Event", TimeUnixNano = Spans.StartNanos + 90_000_000 });

        var record = Map(span);

        Assert.Equal(("gpt-4o", 82L, 17L, 64L, "tool_calls", 90d), (record.Component, record.InputTokens, record.OutputTokens, record.CachedInputTokens, record.FinishReason, record.TtftMs));
        Assert.Equal((Hash("s"), Hash("q"), null), (record.SessionHash, record.PromptHash, record.ResponseHash));
    }

    [Fact]
    public void Older_traceloop_is_understood()
    {
        var record = Map(Spans.Make(
            ("llm.request.type", "chat"), ("llm.request.model", "m"), ("llm.response.model", "m-1"), ("gen_ai.usage.prompt_tokens", 5),
            ("gen_ai.completion.0.finish_reason", "stop"), ("traceloop.association.properties.user_id", "u")));

        Assert.Equal(("m-1", "m", 5L, "stop", Hash("u")), (record.Component, record.Model, record.InputTokens, record.FinishReason, record.UserHash));
    }

    [Fact]
    public void The_component_comes_from_the_first_attribute_that_is_configured_and_present()
    {
        var span = Spans.Make(("gen_ai.request.model", "m"), ("gen_ai.operation.name", "chat"));
        (string, object)[] resource = [("aws.sagemaker.inference_component.name", "ic-1"), ("service.name", "app")];

        Assert.Equal("ic-1", Map(span, resource).Component);
        Assert.Equal("app", Map(span, resource, ["service.name", "gen_ai.request.model"]).Component);
        Assert.Equal("m", Map(span, resource, ["plimsoll.component", "gen_ai.request.model"]).Component);
        Assert.Equal("", Map(span, resource, ["plimsoll.component"]).Component);
    }

    [Theory]
    [InlineData("gen_ai.operation.name", "execute_tool", false)]
    [InlineData("gen_ai.operation.name", "invoke_agent", false)]
    [InlineData("gen_ai.operation.name", "embeddings", true)]
    [InlineData("gen_ai.operation.name", "text_completion", true)]
    [InlineData("openinference.span.kind", "CHAIN", false)]
    [InlineData("openinference.span.kind", "EMBEDDING", true)]
    [InlineData("llm.request.type", "completion", true)]
    [InlineData("http.request.method", "POST", false)]
    public void Only_calls_of_models_count(string key, string value, bool counts)
    {
        var mapper = new SpanMapper(new PlimsollOptions().ComponentAttributes, GatewayHost.Hash);

        Assert.Equal(counts, mapper.TryMap(Spans.Make((key, value)), out _));
    }

    [Fact]
    public void A_failed_call_has_the_most_exact_error_type_that_is_known()
    {
        (string, object)[] call = [("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m")];
        var typed = Spans.Make([.. call, ("error.type", "RateLimitError")]);
        var thrown = Spans.Make(call);
        thrown.Status = new SpanStatus { Code = 2 };
        thrown.Events.Add(new SpanEvent { Name = "exception", Attributes = { Spans.Make(("exception.type", "TimeoutError")).Attributes } });
        var bare = Spans.Make(call);
        bare.Status = new SpanStatus { Code = 2 };
        var handled = thrown.Clone();
        handled.Status.Code = 1;

        Assert.Equal(["RateLimitError", "TimeoutError", "error", null], new[] { typed, thrown, bare, handled }.Select(s => Map(s).ErrorType));
    }

    [Fact]
    public void Bad_times_and_tokens_are_rejected_by_name()
    {
        var backwards = Spans.Make(("gen_ai.operation.name", "chat"));
        backwards.EndTimeUnixNano = backwards.StartTimeUnixNano - 1;
        var words = Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", "many"));
        var half = Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.usage.output_tokens", 1.5));

        Assert.Equal("bad_span_times", Rejected(backwards).Code);
        Assert.Equal("gen_ai.usage.input_tokens must be a number, not \"many\"", Rejected(words).Message);
        Assert.Equal("gen_ai.usage.output_tokens must be a whole number, not 1.5", Rejected(half).Message);
    }

    private static ulong? Hash(string text) => GatewayHost.Hash.Hash64(System.Text.Encoding.UTF8.GetBytes(text));

    private static InferenceRecord Map(Span span, (string Key, object Value)[]? resource = null, string[]? attributes = null)
    {
        var mapper = new SpanMapper(attributes ?? new PlimsollOptions().ComponentAttributes, GatewayHost.Hash);
        mapper.Begin(Spans.Request(resource ?? [], span).ResourceSpans[0].Resource);
        Assert.True(mapper.TryMap(span, out var rejection));
        Assert.Null(rejection);
        return mapper.Record;
    }

    private static Rejection Rejected(Span span)
    {
        var mapper = new SpanMapper(new PlimsollOptions().ComponentAttributes, GatewayHost.Hash);
        Assert.True(mapper.TryMap(span, out var rejection));
        return Assert.IsType<Rejection>(rejection);
    }
}
