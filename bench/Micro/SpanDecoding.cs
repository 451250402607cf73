using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.Otlp;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Bench.Micro;

/// <summary>A span of a model call from OTLP's protobuf to an encoded row.</summary>
public class SpanDecoding
{
    private const int Spans = 500;
    private const ulong StartNanos = 1_773_000_000_000_000_000;

    private readonly NoPipeline _pipeline = new();
    private readonly OtlpTraces _traces;
    private readonly byte[] _body = Body();

    public SpanDecoding() => _traces = new OtlpTraces(new SpanMapper(new Configuration.PlimsollOptions().ComponentAttributes, _pipeline.Hash), int.MaxValue);

    [Benchmark(OperationsPerInvoke = Spans)]
    public int DecodeValidateEncode()
    {
        var batch = _pipeline.Rent();
        _traces.ReadProtobuf(_body, new RowSink(_pipeline, batch), new IngestReport());
        var rows = batch.Count;
        _pipeline.Return(batch);
        return rows;
    }

    private static byte[] Body()
    {
        var scope = new ScopeSpans();
        for (var i = 0; i < Spans; i++)
            scope.Spans.Add(Make(i));
        return new ExportTraceRequest { ResourceSpans = { new ResourceSpans { ScopeSpans = { scope } } } }.ToByteArray();
    }

    private static Span Make(int i)
    {
        var span = new Span
        {
            TraceId = ByteString.CopyFrom([.. Enumerable.Repeat((byte)1, 12), .. BitConverter.GetBytes(i)]),
            SpanId = ByteString.CopyFrom([.. Enumerable.Repeat((byte)2, 4), .. BitConverter.GetBytes(i)]),
            StartTimeUnixNano = StartNanos,
            EndTimeUnixNano = StartNanos + 1_500_000_000,
        };
        foreach (var (key, value) in new[] { ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", $"model-{i % 20:00}"), ("gen_ai.response.id", $"id-{i}") })
            span.Attributes.Add(new KeyValue { Key = key, Value = new AnyValue { StringValue = value } });
        foreach (var (key, value) in new[] { ("gen_ai.usage.input_tokens", 600 + i), ("gen_ai.usage.output_tokens", 150 + i) })
            span.Attributes.Add(new KeyValue { Key = key, Value = new AnyValue { IntValue = value } });
        return span;
    }
}
