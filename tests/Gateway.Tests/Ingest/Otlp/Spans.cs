using Google.Protobuf;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp;

/// <summary>Makes trace requests by hand.</summary>
internal static class Spans
{
    /// <summary>2026-11-20T12:00:00Z.</summary>
    public const ulong StartNanos = 1795176000_000_000_000;

    private static byte _next = 1;

    public static Span Make(params (string Key, object Value)[] attributes)
    {
        var span = new Span
        {
            TraceId = ByteString.CopyFrom([.. Enumerable.Repeat((byte)0xAB, 15), _next]),
            SpanId = ByteString.CopyFrom([.. Enumerable.Repeat((byte)0xCD, 7), _next++]),
            StartTimeUnixNano = StartNanos,
            EndTimeUnixNano = StartNanos + 1_500_250_000,
        };
        span.Attributes.AddRange(attributes.Select(a => new KeyValue { Key = a.Key, Value = Value(a.Value) }));
        return span;
    }

    public static ExportTraceRequest Request(params Span[] spans) => Request([], spans);

    public static ExportTraceRequest Request((string Key, object Value)[] resource, params Span[] spans)
    {
        var resourceSpans = new ResourceSpans { Resource = new Resource(), ScopeSpans = { new ScopeSpans { Spans = { spans } } } };
        resourceSpans.Resource.Attributes.AddRange(resource.Select(a => new KeyValue { Key = a.Key, Value = Value(a.Value) }));
        return new ExportTraceRequest { ResourceSpans = { resourceSpans } };
    }

    private static AnyValue Value(object value) => value switch
    {
        string text => new AnyValue { StringValue = text },
        int whole => new AnyValue { IntValue = whole },
        double number => new AnyValue { DoubleValue = number },
        string[] texts => new AnyValue { ArrayValue = new ArrayValue { Values = { texts.Select(t => new AnyValue { StringValue = t }) } } },
        _ => throw new ArgumentException($"No attribute of {value.GetType()}"),
    };
}
