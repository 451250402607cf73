using System.Text.Json;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp.Logs;

/// <summary>Reads log records from OTLP's JSON mapping. Not thread-safe.</summary>
internal sealed class OtlpLogsJson
{
    private readonly OtlpJson _json = new("log record");

    /// <summary>What was wrong with the resource or record that was read last; null for nothing.</summary>
    public Rejection? Problem => _json.Problem;

    public IEnumerable<JsonElement> Items(JsonElement json, string name) => _json.Items(json, name);

    public Resource ReadResource(JsonElement resourceLogs) => _json.ReadResource(resourceLogs);

    public string ReadScopeName(JsonElement scopeLogs) =>
        _json.Values.Member(scopeLogs, "scope") is { } scope ? _json.Values.Text(scope, "name") : "";

    public LogRecord ReadRecord(JsonElement json)
    {
        _json.Values.Forget();
        var record = new LogRecord
        {
            TimeUnixNano = _json.Values.Nanos(json, "timeUnixNano"),
            ObservedTimeUnixNano = _json.Values.Nanos(json, "observedTimeUnixNano"),
            TraceId = _json.Values.Id(json, "traceId"),
            SpanId = _json.Values.Id(json, "spanId"),
            EventName = _json.Values.Text(json, "eventName"),
        };
        _json.AddAttributes(json, record.Attributes);
        return record;
    }
}
