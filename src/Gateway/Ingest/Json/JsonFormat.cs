using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Rows of one kind as a JSON array, one JSON object or NDJSON.</summary>
internal sealed class JsonFormat(TelemetryKind kind, string name, DecoderPool decoders, IngestOptions options, IngestGate gate) : IIngestFormat
{
    public string Name => name;

    public Refusal? Decode(HttpRequest request, ReadOnlySpan<byte> body, RowSink sink, IngestReport report)
    {
        var decoder = decoders.Rent(kind);
        var refusal = JsonRows.Read(body, IsNdjson(request.ContentType), decoder, sink, report, options.MaxRecordsPerRequest);
        decoders.Return(kind, decoder);
        return refusal;
    }

    public IRowStream? Stream(HttpRequest request, RowSink sink, IngestReport report) => IsNdjson(request.ContentType)
        ? new JsonLineStream(decoders, kind, sink, report, options.MaxRecordsPerRequest, gate)
        : null;

    public async Task AnswerAsync(HttpContext context, IngestReport report, int accepted, int duplicates)
    {
        context.Response.ContentType = "application/json";
        report.Write(context.Response.BodyWriter, accepted, duplicates);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    public Task RefuseAsync(HttpContext context, Refusal refusal) => refusal.WriteAsync(context);

    private static bool IsNdjson(string? contentType) => contentType is not null
        && (contentType.Contains("ndjson", StringComparison.OrdinalIgnoreCase) || contentType.Contains("jsonl", StringComparison.OrdinalIgnoreCase));
}
