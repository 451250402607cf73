using System.Collections.Concurrent;
using Google.Protobuf;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Ingest.Otlp;

internal sealed class OtlpTracesSignal(PlimsollOptions options, IHashKey key, TextScreen? screen = null) : IOtlpSignal
{
    private readonly ConcurrentBag<OtlpTraces> _free = [];

    public string Name => "otlp_traces";

    public Refusal? Read(ReadOnlySpan<byte> body, bool isJson, RowSink sink, IngestReport report)
    {
        if (!_free.TryTake(out var traces))
            traces = new OtlpTraces(new SpanMapper(options.ComponentAttributes, key.Hash, screen), options.Ingest.MaxRecordsPerRequest);
        var refusal = isJson ? traces.ReadJson(body, sink, report) : traces.ReadProtobuf(body, sink, report);
        _free.Add(traces);
        return refusal;
    }

    public IMessage Answer(IngestReport report)
    {
        var answer = new ExportTraceResponse();
        if (report.Rejected > 0)
            answer.PartialSuccess = new ExportTracePartialSuccess { RejectedSpans = report.Rejected, ErrorMessage = report.Summary() };
        return answer;
    }
}
