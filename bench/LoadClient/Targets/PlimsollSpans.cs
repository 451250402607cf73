using Google.Protobuf;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Bench.Targets;

/// <summary>OTLP spans of model calls in protobuf to <c>/v1/traces</c>, as the GenAI conventions write them.</summary>
internal sealed class PlimsollSpans : PlimsollTotals
{
    public override string Path => "v1/traces";

    public override string ContentType => "application/x-protobuf";

    public override byte[] Body(ReadOnlySpan<LlmEvent> events)
    {
        var scope = new ScopeSpans();
        foreach (var e in events)
            scope.Spans.Add(Make(e));
        return new ExportTraceRequest { ResourceSpans = { new ResourceSpans { ScopeSpans = { scope } } } }.ToByteArray();
    }

    private static Span Make(LlmEvent e)
    {
        var span = new Span
        {
            TraceId = ByteString.CopyFrom([.. BitConverter.GetBytes(e.Index), .. Enumerable.Repeat((byte)1, 12)]),
            SpanId = ByteString.CopyFrom([.. BitConverter.GetBytes(e.Index), .. Enumerable.Repeat((byte)2, 4)]),
            StartTimeUnixNano = (ulong)((e.TimestampMs - e.Total) * 1e6),
            EndTimeUnixNano = (ulong)e.TimestampMs * 1_000_000,
        };
        Add(span, "gen_ai.operation.name", new AnyValue { StringValue = "chat" });
        Add(span, "gen_ai.provider.name", new AnyValue { StringValue = "openai" });
        Add(span, "gen_ai.request.model", new AnyValue { StringValue = e.ComponentName });
        Add(span, "gen_ai.response.id", new AnyValue { StringValue = e.RequestId });
        Add(span, "gen_ai.usage.input_tokens", new AnyValue { IntValue = e.InputTokens });
        Add(span, "gen_ai.usage.output_tokens", new AnyValue { IntValue = e.OutputTokens });
        Add(span, "gen_ai.usage.cache_read.input_tokens", new AnyValue { IntValue = e.CachedInputTokens });
        Add(span, "gen_ai.response.time_to_first_chunk", new AnyValue { DoubleValue = e.Ttft / 1000 });
        return span;
    }

    private static void Add(Span span, string key, AnyValue value) => span.Attributes.Add(new KeyValue { Key = key, Value = value });
}
