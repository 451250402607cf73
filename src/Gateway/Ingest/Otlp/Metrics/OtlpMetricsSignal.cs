using System.Collections.Concurrent;
using Google.Protobuf;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Ingest.Otlp.Metrics;

internal sealed class OtlpMetricsSignal(PlimsollOptions options) : IOtlpSignal
{
    private readonly ConcurrentBag<OtlpMetrics> _free = [];

    public string Name => "otlp_metrics";

    public Refusal? Read(ReadOnlySpan<byte> body, bool isJson, RowSink sink, IngestReport report)
    {
        if (!_free.TryTake(out var metrics))
            metrics = new OtlpMetrics(new MetricMapper(options.ComponentAttributes), options.Ingest.MaxRecordsPerRequest);
        var refusal = metrics.Read(body, isJson, sink, report);
        _free.Add(metrics);
        return refusal;
    }

    public IMessage Answer(IngestReport report)
    {
        var answer = new ExportMetricsResponse();
        if (report.Rejected > 0)
            answer.PartialSuccess = new ExportMetricsPartialSuccess { RejectedDataPoints = report.Rejected, ErrorMessage = report.Summary() };
        return answer;
    }
}
