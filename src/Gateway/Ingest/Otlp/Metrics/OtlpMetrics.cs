using Google.Protobuf;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Ingest.Otlp.Metrics;

/// <summary>Walks an export request's metrics, from protobuf or JSON. Not thread-safe.</summary>
internal sealed class OtlpMetrics(MetricMapper mapper, int maxPoints)
{
    private static readonly MessageParser<ExportMetricsRequest> Parser = ExportMetricsRequest.Parser.WithDiscardUnknownFields(true);

    private readonly OtlpMetricsJson _json = new();
    private int _points;

    public Refusal? Read(ReadOnlySpan<byte> body, bool isJson, RowSink sink, IngestReport report)
    {
        _points = 0;
        mapper.Clear();
        var refusal = isJson ? ReadJson(body, report) : ReadProtobuf(body, report);
        if (refusal is null)
            mapper.Flush(sink, report);
        return refusal;
    }

    private Refusal? ReadProtobuf(ReadOnlySpan<byte> body, IngestReport report)
    {
        if (OtlpRecordCount.PointsExceed(body, maxPoints))
            return TooMany();
        ExportMetricsRequest request;
        try
        {
            request = Parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException e)
        {
            return OtlpJsonBody.Malformed($"The body is no OTLP metrics request in protobuf: {e.Message}");
        }
        foreach (var resource in request.ResourceMetrics)
        {
            mapper.BeginResource(resource.Resource);
            foreach (var scope in resource.ScopeMetrics)
            {
                mapper.BeginScope(scope.Scope?.Name ?? "");
                foreach (var metric in scope.Metrics)
                {
                    if (Add(metric, report) is { } refusal)
                        return refusal;
                }
            }
        }
        return null;
    }

    private Refusal? ReadJson(ReadOnlySpan<byte> body, IngestReport report)
    {
        using var document = OtlpJsonBody.TryParse(body, ["resourceMetrics", "scopeMetrics", "metrics"], out var refusal);
        foreach (var resource in document is null ? [] : _json.Items(document.RootElement, "resourceMetrics"))
        {
            mapper.BeginResource(_json.ReadResource(resource));
            var problem = _json.Problem;
            foreach (var scope in _json.Items(resource, "scopeMetrics"))
            {
                mapper.BeginScope(_json.ReadScopeName(scope));
                foreach (var item in _json.Items(scope, "metrics"))
                {
                    var metric = _json.ReadMetric(item);
                    if ((problem ?? _json.Problem) is { } wrong)
                        report.Add(wrong);
                    else if (Add(metric, report) is { } tooMany)
                        return tooMany;
                }
            }
        }
        return refusal;
    }

    private Refusal? Add(Metric metric, IngestReport report)
    {
        _points += DataPoints.CountOf(metric);
        if (_points > maxPoints)
            return TooMany();
        mapper.Add(metric, report);
        return null;
    }

    private Refusal TooMany() => new(StatusCodes.Status413PayloadTooLarge, "too_many_rows",
        $"The request has more than {maxPoints} metrics or data points (ingest.max_records_per_request); nothing of it was taken.");
}
