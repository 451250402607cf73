using System.Globalization;
using Google.Protobuf.Collections;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>The attributes of one span, event or resource by name. Reused: <see cref="Load"/> replaces what was there.</summary>
internal sealed class AttributeMap
{
    private const int MaxShown = 40;

    private readonly Dictionary<string, AnyValue> _values = new(StringComparer.Ordinal);

    public void Load(RepeatedField<KeyValue>? attributes)
    {
        _values.Clear();
        foreach (var attribute in attributes ?? [])
        {
            if (attribute.Value is { ValueCase: not AnyValue.ValueOneofCase.None } value)
                _values[attribute.Key] = value;
        }
    }

    public AnyValue? First(string[] names) => Array.Find(names, _values.ContainsKey) is { } name ? _values[name] : null;

    /// <summary>The whole number under the first of the names that is present; null for none.</summary>
    public Rejection? ReadWhole(string[] names, out long? whole)
    {
        whole = null;
        if (ReadNumber(names, out var read) is { } rejection)
            return rejection;
        if (read is not { } number)
            return null;
        if (number != Math.Truncate(number))
            return NotA("whole number", names[0], number.ToString(CultureInfo.InvariantCulture));
        whole = (long)number;
        return null;
    }

    /// <summary>The number under the first of the names that is present; null for none.</summary>
    public Rejection? ReadNumber(string[] names, out double? number)
    {
        number = null;
        var name = Array.Find(names, _values.ContainsKey);
        if (name is null)
            return null;
        var value = _values[name];
        number = value.ValueCase switch
        {
            AnyValue.ValueOneofCase.IntValue => value.IntValue,
            AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue,
            AnyValue.ValueOneofCase.StringValue when double.TryParse(value.StringValue, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => null,
        };
        return number is not null && Math.Abs(number.Value) < long.MaxValue ? null : NotA("number", name, Shown(value));
    }

    /// <summary>The first of the names that holds a string that is not empty, or a list that begins with one.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_values.TryGetValue(name, out var value) && TextOf(value) is { Length: > 0 } text)
                return text;
        }
        return null;
    }

    private static string? TextOf(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.ArrayValue when value.ArrayValue.Values is [var first, ..] => TextOf(first),
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static Rejection NotA(string expected, string name, string shown) =>
        new("wrong_type", name, $"{name} must be a {expected}, not {shown}");

    private static string Shown(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => $"\"{(value.StringValue.Length <= MaxShown ? value.StringValue : value.StringValue[..MaxShown] + "…")}\"",
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        _ => value.ValueCase.ToString(),
    };
}
