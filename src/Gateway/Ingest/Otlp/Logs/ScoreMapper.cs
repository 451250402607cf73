using Google.Protobuf;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp.Logs;

/// <summary>Turns events <c>gen_ai.evaluation.result</c> into scores. Not thread-safe.</summary>
/// <param name="componentAttributes">Attributes that name the component, of the event before the resource; first match wins.</param>
internal sealed class ScoreMapper(IReadOnlyList<string> componentAttributes)
{
    private const string ResultEvent = "gen_ai.evaluation.result";
    private const string UnknownSource = "otlp";
    private const ulong NanosPerMs = 1_000_000;

    private static readonly string[] s_value = ["gen_ai.evaluation.score.value"];

    private readonly string[][] _component = [.. componentAttributes.Select(SpanNames.Equivalents)];
    private readonly AttributeMap _resource = new();
    private readonly AttributeMap _event = new();
    private string _scope = "";

    public void BeginResource(Resource? resource) => _resource.Load(resource?.Attributes);

    public void BeginScope(string name) => _scope = name;

    /// <summary>False when the record is no score; else the score, or why it cannot be taken.</summary>
    public bool TryMap(LogRecord record, out ScoreSample? score, out Rejection? rejection)
    {
        (score, rejection) = (null, null);
        _event.Load(record.Attributes);
        if ((record.EventName is { Length: > 0 } name ? name : _event.Text("event.name")) != ResultEvent)
            return false;
        rejection = _event.ReadNumber(s_value, out var value);
        if (rejection is not null)
            return true;
        // A judge that only labels ("pass") has no value whose mean would say anything.
        if (value is null)
            return false;
        score = Score(record, value.Value);
        return true;
    }

    private ScoreSample Score(LogRecord record, double value) => new()
    {
        Component = Component(),
        TimestampMs = (long)((record.TimeUnixNano == 0 ? record.ObservedTimeUnixNano : record.TimeUnixNano) / NanosPerMs),
        RequestId = _event.Text(SpanNames.ResponseId),
        TraceId = Hex(record.TraceId),
        SpanId = Hex(record.SpanId),
        Name = _event.Text("gen_ai.evaluation.name") ?? "",
        Value = value,
        Source = _event.Text("gen_ai.evaluation.source") ?? (_scope.Length > 0 ? _scope : _resource.Text("service.name") ?? UnknownSource),
    };

    private string Component()
    {
        foreach (var names in _component)
        {
            if ((_event.Text(names) ?? _resource.Text(names)) is { } component)
                return component;
        }
        return "";
    }

    /// <summary>Ids of zeros stand for none.</summary>
    private static string? Hex(ByteString id) => id.Span.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id.Span) : null;
}
