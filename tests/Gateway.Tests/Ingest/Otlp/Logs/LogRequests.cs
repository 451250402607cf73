using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp.Logs;

/// <summary>Makes logs requests by hand.</summary>
internal static class LogRequests
{
    /// <summary>One evaluation result of the component <c>c</c>.</summary>
    public static ExportLogsRequest Result(string name, double score)
    {
        var record = new LogRecord { TimeUnixNano = Spans.StartNanos, EventName = "gen_ai.evaluation.result" };
        record.Attributes.Add(new KeyValue { Key = "gen_ai.evaluation.name", Value = new AnyValue { StringValue = name } });
        record.Attributes.Add(new KeyValue { Key = "gen_ai.evaluation.score.value", Value = new AnyValue { DoubleValue = score } });
        record.Attributes.Add(new KeyValue { Key = "plimsoll.component", Value = new AnyValue { StringValue = "c" } });
        return new ExportLogsRequest { ResourceLogs = { new ResourceLogs { ScopeLogs = { new ScopeLogs { LogRecords = { record } } } } } };
    }
}
