using System.Text.Json;
using Google.Protobuf.Collections;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>
/// OTLP's JSON mapping: camelCase names, ids as hexadecimal digits, 64-bit whole numbers as strings or numbers.
/// What is of the wrong type is read as absent, and the first such value kept in <see cref="Problem"/>. Not thread-safe.
/// </summary>
/// <param name="element">What the elements are called in messages.</param>
internal sealed class OtlpJson(string element)
{
    private readonly OtlpJsonValues _values = new(element);

    /// <summary>What was wrong with the resource or span that was read last; null for nothing.</summary>
    public Rejection? Problem => _values.Problem;

    /// <summary>Elements of a member that is an array; none when it is absent.</summary>
    public IEnumerable<JsonElement> Items(JsonElement json, string name) => _values.Items(json, name);

    /// <summary>Members by type, for the messages that are read elsewhere.</summary>
    public OtlpJsonValues Values => _values;

    /// <param name="holder">Of resource spans, resource metrics or resource logs.</param>
    public Resource ReadResource(JsonElement holder)
    {
        _values.Forget();
        var resource = new Resource();
        if (_values.Member(holder, "resource") is { } json)
            AddAttributes(json, resource.Attributes);
        return resource;
    }

    public Span ReadSpan(JsonElement json)
    {
        _values.Forget();
        var span = new Span
        {
            TraceId = _values.Id(json, "traceId"),
            SpanId = _values.Id(json, "spanId"),
            StartTimeUnixNano = _values.Nanos(json, "startTimeUnixNano"),
            EndTimeUnixNano = _values.Nanos(json, "endTimeUnixNano"),
        };
        AddAttributes(json, span.Attributes);
        foreach (var item in Items(json, "events"))
            span.Events.Add(ReadEvent(item));
        if (_values.Member(json, "status") is { } status)
            span.Status = new SpanStatus { Code = _values.StatusCode(status) };
        return span;
    }

    private SpanEvent ReadEvent(JsonElement json)
    {
        var read = new SpanEvent { Name = _values.Text(json, "name"), TimeUnixNano = _values.Nanos(json, "timeUnixNano") };
        AddAttributes(json, read.Attributes);
        return read;
    }

    public void AddAttributes(JsonElement json, RepeatedField<KeyValue> attributes)
    {
        foreach (var item in Items(json, "attributes"))
            attributes.Add(ReadKeyValue(item));
    }

    private KeyValue ReadKeyValue(JsonElement json)
    {
        var read = new KeyValue { Key = _values.Text(json, "key") };
        if (_values.Member(json, "value") is { } value)
            read.Value = ReadValue(value);
        return read;
    }

    private AnyValue ReadValue(JsonElement json)
    {
        var read = new AnyValue();
        foreach (var member in json.EnumerateObject())
        {
            switch (member.Name)
            {
                case "stringValue": read.StringValue = _values.Text(json, member.Name); break;
                case "boolValue": read.BoolValue = member.Value.ValueKind == JsonValueKind.True; break;
                case "intValue": read.IntValue = _values.Whole(json, member.Name); break;
                case "doubleValue": read.DoubleValue = _values.Number(json, member.Name); break;
                case "arrayValue": read.ArrayValue = ReadArray(member.Value); break;
                case "kvlistValue": read.KvlistValue = ReadMap(member.Value); break;
                default: break;
            }
        }
        return read;
    }

    private ArrayValue ReadArray(JsonElement json)
    {
        var array = new ArrayValue();
        foreach (var item in Items(json, "values"))
            array.Values.Add(item.ValueKind == JsonValueKind.Object ? ReadValue(item) : new AnyValue());
        return array;
    }

    private KeyValueList ReadMap(JsonElement json)
    {
        var map = new KeyValueList();
        foreach (var item in Items(json, "values"))
            map.Values.Add(ReadKeyValue(item));
        return map;
    }
}
