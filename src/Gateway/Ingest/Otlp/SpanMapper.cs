using Google.Protobuf;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>Turns spans that are calls of a model into records. Not thread-safe.</summary>
/// <param name="componentAttributes">Attributes that name the component, of the span before the resource; first match wins.</param>
internal sealed class SpanMapper(IReadOnlyList<string> componentAttributes, KeyedHash hash, TextScreen? screen = null)
{
    private const double NanosPerMs = 1e6;

    private readonly AttributeMap _resource = new();
    private readonly AttributeMap _span = new();
    private readonly AttributeMap _event = new();

    /// <summary>What was mapped last.</summary>
    public InferenceRecord Record { get; } = new();

    /// <summary>Sets the resource of the spans that follow.</summary>
    public void Begin(Resource? resource) => _resource.Load(resource?.Attributes);

    /// <summary>False when the span is no call of a model; else <see cref="Record"/> is filled, or the rejection says why not.</summary>
    public bool TryMap(Span span, out Rejection? rejection)
    {
        rejection = null;
        _span.Load(span.Attributes);
        if (!SpanKinds.IsModelCall(_span))
            return false;
        Record.Clear();
        Record.Source = TelemetrySource.Spans;
        Record.TraceId = Hex(span.TraceId);
        Record.SpanId = Hex(span.SpanId);
        Record.RequestId = _span.Text(SpanNames.ResponseId) is { Length: <= TelemetryLimits.TextChars } id ? id : null;
        MapNames();
        MapPrivate();
        Record.FinishReason = FinishReason();
        Record.ErrorType = ErrorType(span);
        rejection = MapTimes(span) ?? MapTokens();
        return true;
    }

    private void MapNames()
    {
        Record.Component = Component();
        var response = _span.Text(SpanNames.ResponseModel) ?? _span.Text(SpanNames.AnyModel);
        Record.Model = _span.Text(SpanNames.RequestModel) ?? response;
        if (response != Record.Model)
            Record.ModelVersion = response;
    }

    private string Component()
    {
        foreach (var name in componentAttributes)
        {
            if ((_span.Text(SpanNames.Equivalents(name)) ?? _resource.Text(name)) is { } component)
                return component;
        }
        return "";
    }

    private Rejection? MapTimes(Span span)
    {
        if (span.EndTimeUnixNano == 0 || span.EndTimeUnixNano < span.StartTimeUnixNano)
        {
            return new Rejection("bad_span_times", "endTimeUnixNano",
                $"endTimeUnixNano {span.EndTimeUnixNano} must not be before startTimeUnixNano {span.StartTimeUnixNano}");
        }
        Record.TimestampMs = (long)(span.EndTimeUnixNano / (ulong)NanosPerMs);
        Record.TotalLatencyMs = (span.EndTimeUnixNano - span.StartTimeUnixNano) / NanosPerMs;
        var rejection = _span.ReadNumber(SpanNames.FirstChunkSeconds, out var seconds);
        Record.TtftMs = seconds * 1000 ?? FirstTokenEvent(span);
        return rejection;
    }

    private static double? FirstTokenEvent(Span span)
    {
        var first = span.Events.FirstOrDefault(e => e.Name == SpanNames.FirstTokenEvent);
        return first is null || first.TimeUnixNano < span.StartTimeUnixNano
            ? null
            : (first.TimeUnixNano - span.StartTimeUnixNano) / NanosPerMs;
    }

    private Rejection? MapTokens()
    {
        var badInput = _span.ReadWhole(SpanNames.InputTokens, out var input);
        var badOutput = _span.ReadWhole(SpanNames.OutputTokens, out var output);
        var badCached = _span.ReadWhole(SpanNames.CachedInputTokens, out var cached);
        (Record.InputTokens, Record.OutputTokens, Record.CachedInputTokens) = (input, output, cached);
        return badInput ?? badOutput ?? badCached;
    }

    private string? FinishReason() => _span.Text(SpanNames.FinishReason) switch
    {
        "tool_call" => "tool_calls",
        var reason => reason,
    };

    private string? ErrorType(Span span)
    {
        if (_span.Text(SpanNames.ErrorType) is { } type)
            return type;
        if (span.Status?.Code != SpanNames.StatusError)
            return null;
        _event.Load(span.Events.FirstOrDefault(e => e.Name == SpanNames.ExceptionEvent)?.Attributes);
        return _event.Text(SpanNames.ExceptionType) ?? "error";
    }

    private void MapPrivate()
    {
        Record.UserHash = PrivateText.Hash(_span.First(SpanNames.User), hash, out _);
        Record.SessionHash = PrivateText.Hash(_span.First(SpanNames.Session), hash, out _);
        var prompt = _span.First(SpanNames.Prompt);
        Record.PromptHash = PrivateText.Hash(prompt, hash, out var chars);
        Record.PromptChars = chars;
        var response = _span.First(SpanNames.Response);
        Record.ResponseHash = PrivateText.Hash(response, hash, out chars);
        Record.ResponseChars = chars;
        Record.Refused = PrivateText.IsRefusal(response);
        Record.Candidate = screen?.Mark(Record, TextScreen.IsFlagged(prompt?.StringValue) || TextScreen.IsFlagged(response?.StringValue));
        if (Record.Candidate is not null)
            Record.Texts = TextScreen.Keep(prompt?.StringValue, response?.StringValue);
    }

    private static string? Hex(ByteString id) => id.IsEmpty ? null : Convert.ToHexStringLower(id.Span);
}
