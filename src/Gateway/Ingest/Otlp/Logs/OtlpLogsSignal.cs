using System.Collections.Concurrent;
using Google.Protobuf;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Ingest.Otlp.Logs;

internal sealed class OtlpLogsSignal(PlimsollOptions options) : IOtlpSignal
{
    private readonly ConcurrentBag<OtlpLogs> _free = [];

    public string Name => "otlp_logs";

    public Refusal? Read(ReadOnlySpan<byte> body, bool isJson, RowSink sink, IngestReport report)
    {
        if (!_free.TryTake(out var logs))
            logs = new OtlpLogs(new ScoreMapper(options.ComponentAttributes), options.Ingest.MaxRecordsPerRequest);
        var refusal = isJson ? logs.ReadJson(body, sink, report) : logs.ReadProtobuf(body, sink, report);
        _free.Add(logs);
        return refusal;
    }

    public IMessage Answer(IngestReport report)
    {
        var answer = new ExportLogsResponse();
        if (report.Rejected > 0)
            answer.PartialSuccess = new ExportLogsPartialSuccess { RejectedLogRecords = report.Rejected, ErrorMessage = report.Summary() };
        return answer;
    }
}
