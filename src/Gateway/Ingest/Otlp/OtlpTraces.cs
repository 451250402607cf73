using System.Text.Json;
using Google.Protobuf;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>Walks an export request's spans, from protobuf or JSON, into records. Not thread-safe.</summary>
internal sealed class OtlpTraces(SpanMapper mapper, int maxSpans)
{
    private static readonly MessageParser<ExportTraceRequest> Parser = ExportTraceRequest.Parser.WithDiscardUnknownFields(true);

    private readonly OtlpJson _json = new("span");

    public Refusal? ReadProtobuf(ReadOnlySpan<byte> body, RowSink sink, IngestReport report)
    {
        if (OtlpRecordCount.Exceeds(body, maxSpans))
            return TooMany();
        ExportTraceRequest request;
        try
        {
            request = Parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException e)
        {
            return OtlpJsonBody.Malformed($"The body is no OTLP trace request in protobuf: {e.Message}");
        }
        foreach (var resourceSpans in request.ResourceSpans)
        {
            mapper.Begin(resourceSpans.Resource);
            foreach (var span in resourceSpans.ScopeSpans.SelectMany(s => s.Spans))
            {
                if (!TryAdd(span, null, sink, report))
                    return TooMany();
            }
        }
        return null;
    }

    public Refusal? ReadJson(ReadOnlySpan<byte> body, RowSink sink, IngestReport report)
    {
        using var document = OtlpJsonBody.TryParse(body, ["resourceSpans", "scopeSpans", "spans"], out var refusal);
        return document is null ? refusal : ReadJson(document.RootElement, sink, report);
    }

    private Refusal? ReadJson(JsonElement root, RowSink sink, IngestReport report)
    {
        foreach (var resourceSpans in _json.Items(root, "resourceSpans"))
        {
            mapper.Begin(_json.ReadResource(resourceSpans));
            var problem = _json.Problem;
            foreach (var json in _json.Items(resourceSpans, "scopeSpans").SelectMany(s => _json.Items(s, "spans")))
            {
                var span = _json.ReadSpan(json);
                if (!TryAdd(span, problem ?? _json.Problem, sink, report))
                    return TooMany();
            }
        }
        return null;
    }

    /// <summary>False when there are too many spans. A span that is no call of a model is counted, whatever is wrong with it.</summary>
    private bool TryAdd(Span span, Rejection? problem, RowSink sink, IngestReport report)
    {
        if (report.Rows + report.IgnoredSpans == maxSpans)
            return false;
        if (mapper.TryMap(span, out var rejection))
            report.Add(problem ?? rejection ?? sink.Add(mapper.Record));
        else if (problem is not null)
            report.Add(problem);
        else
            report.IgnoredSpans++;
        return true;
    }

    private Refusal TooMany() => new(StatusCodes.Status413PayloadTooLarge, "too_many_rows",
        $"The request has more than {maxSpans} spans (ingest.max_records_per_request); nothing of it was taken.");
}
