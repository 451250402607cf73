using System.Diagnostics.Metrics;

namespace Plimsoll.Gateway.Ingest;

/// <summary>What came in and what became of it. Labels are the program's own words, never the client's.</summary>
internal sealed class IngestInstruments
{
    private readonly Counter<long> _rows;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _ignoredFields;
    private readonly Counter<long> _ignoredSpans;
    private readonly Counter<long> _ignoredPoints;
    private readonly Counter<long> _ignoredLogRecords;
    private readonly Counter<long> _bytes;

    public IngestInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Plimsoll.Gateway");
        _rows = meter.CreateCounter<long>("plimsoll_gateway_rows_total", description: "Rows received, by what became of them.");
        _rejected = meter.CreateCounter<long>("plimsoll_gateway_rejected_rows_total", description: "Rows that were not accepted, by reason.");
        _refused = meter.CreateCounter<long>("plimsoll_gateway_refused_requests_total", description: "Ingest requests of which nothing was taken, by reason.");
        _ignoredFields = meter.CreateCounter<long>("plimsoll_gateway_ignored_fields_total", description: "Fields of unknown name in accepted requests.");
        _ignoredSpans = meter.CreateCounter<long>("plimsoll_gateway_ignored_spans_total", description: "Spans that are no calls of a model.");
        _ignoredPoints = meter.CreateCounter<long>("plimsoll_gateway_ignored_points_total", description: "Data points of metrics that tell nothing of a component.");
        _ignoredLogRecords = meter.CreateCounter<long>("plimsoll_gateway_ignored_log_records_total", description: "Log records that are no scores.");
        _bytes = meter.CreateCounter<long>("plimsoll_gateway_body_bytes_total", "bytes", "Bytes of accepted bodies, decompressed.");
    }

    public void Taken(string format, long bytes, int accepted, int duplicates, IngestReport report)
    {
        var label = new KeyValuePair<string, object?>("format", format);
        _bytes.Add(bytes, label);
        _rows.Add(accepted, label, new("result", "accepted"));
        _rows.Add(duplicates, label, new("result", "duplicate"));
        _rows.Add(report.Rejected, label, new("result", "rejected"));
        _ignoredFields.Add(report.Ignored.Total, label);
        _ignoredSpans.Add(report.IgnoredSpans, label);
        _ignoredPoints.Add(report.IgnoredPoints, label);
        _ignoredLogRecords.Add(report.IgnoredLogRecords, label);
        foreach (var (code, count) in report.RejectedByCode)
            _rejected.Add(count, label, new("reason", code));
    }

    public void Refused(string format, string code) =>
        _refused.Add(1, new KeyValuePair<string, object?>("format", format), new("reason", code));
}
