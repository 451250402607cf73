using Google.Protobuf;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp.Logs;

/// <summary>Walks an export request's log records, from protobuf or JSON. Not thread-safe.</summary>
internal sealed class OtlpLogs(ScoreMapper mapper, int maxRecords)
{
    private static readonly MessageParser<ExportLogsRequest> Parser = ExportLogsRequest.Parser.WithDiscardUnknownFields(true);

    private readonly OtlpLogsJson _json = new();

    public Refusal? ReadProtobuf(ReadOnlySpan<byte> body, RowSink sink, IngestReport report)
    {
        if (OtlpRecordCount.Exceeds(body, maxRecords))
            return TooMany();
        ExportLogsRequest request;
        try
        {
            request = Parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException e)
        {
            return OtlpJsonBody.Malformed($"The body is no OTLP logs request in protobuf: {e.Message}");
        }
        foreach (var resource in request.ResourceLogs)
        {
            mapper.BeginResource(resource.Resource);
            foreach (var scope in resource.ScopeLogs)
            {
                mapper.BeginScope(scope.Scope?.Name ?? "");
                foreach (var record in scope.LogRecords)
                {
                    if (!TryAdd(record, null, sink, report))
                        return TooMany();
                }
            }
        }
        return null;
    }

    public Refusal? ReadJson(ReadOnlySpan<byte> body, RowSink sink, IngestReport report)
    {
        using var document = OtlpJsonBody.TryParse(body, ["resourceLogs", "scopeLogs", "logRecords"], out var refusal);
        foreach (var resource in document is null ? [] : _json.Items(document.RootElement, "resourceLogs"))
        {
            mapper.BeginResource(_json.ReadResource(resource));
            var problem = _json.Problem;
            foreach (var scope in _json.Items(resource, "scopeLogs"))
            {
                mapper.BeginScope(_json.ReadScopeName(scope));
                foreach (var item in _json.Items(scope, "logRecords"))
                {
                    var record = _json.ReadRecord(item);
                    if (!TryAdd(record, problem ?? _json.Problem, sink, report))
                        return TooMany();
                }
            }
        }
        return refusal;
    }

    /// <summary>False when there are too many records.</summary>
    private bool TryAdd(LogRecord record, Rejection? problem, RowSink sink, IngestReport report)
    {
        if (report.Rows + report.IgnoredLogRecords == maxRecords)
            return false;
        if (mapper.TryMap(record, out var score, out var rejection))
            report.Add(problem ?? rejection ?? sink.Add(score!));
        else if (problem is not null)
            report.Add(problem);
        else
            report.IgnoredLogRecords++;
        return true;
    }

    private Refusal TooMany() => new(StatusCodes.Status413PayloadTooLarge, "too_many_rows",
        $"The request has more than {maxRecords} log records (ingest.max_records_per_request); nothing of it was taken.");
}
