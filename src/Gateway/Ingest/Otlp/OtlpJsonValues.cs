using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>
/// Members of JSON objects by type. An absent member gives the type's default; one of another type too, and is
/// taken down as the problem unless there is one already. Values are not repeated: an attribute may hold a prompt.
/// </summary>
/// <param name="element">What an element that should be an object is called in messages.</param>
internal sealed class OtlpJsonValues(string element)
{
    public Rejection? Problem { get; private set; }

    public void Forget() => Problem = null;

    /// <summary>A member that is an object.</summary>
    public JsonElement? Member(JsonElement json, string name) => Find(json, name, "an object", JsonValueKind.Object);

    public IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        Find(json, name, "an array", JsonValueKind.Array) is { } array ? array.EnumerateArray() : [];

    public string Text(JsonElement json, string name)
    {
        if (Find(json, name, "a string", JsonValueKind.String) is not { } text)
            return "";
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // The framework's only way to say that the text is not valid Unicode.
            Note(name, "valid Unicode text");
            return "";
        }
    }

    public ByteString Id(JsonElement json, string name)
    {
        var digits = Text(json, name);
        if (digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit))
            return ByteString.CopyFrom(Convert.FromHexString(digits));
        Note(name, "hexadecimal digits");
        return ByteString.Empty;
    }

    public ulong Nanos(JsonElement json, string name) =>
        TryParse<ulong>(json, name, "a whole number of nanoseconds", out var nanos) ? nanos : 0;

    public ulong Count(JsonElement json, string name) => TryParse<ulong>(json, name, "a whole number from 0", out var count) ? count : 0;

    public int Small(JsonElement json, string name) => TryParse<int>(json, name, "a whole number", out var number) ? number : 0;

    public double? MaybeNumber(JsonElement json, string name) => TryParse<double>(json, name, "a number", out var number) ? number : null;

    /// <summary>A member that is an array of numbers or strings of numbers.</summary>
    public IEnumerable<T> Numbers<T>(JsonElement json, string name, string expected)
        where T : struct, ISpanParsable<T>
    {
        foreach (var item in Items(json, name))
        {
            if (item.ValueKind is JsonValueKind.Number or JsonValueKind.String
                && T.TryParse(item.GetRawText().Trim('"'), CultureInfo.InvariantCulture, out var number))
            {
                yield return number;
                continue;
            }
            Note(name, $"an array of {expected}");
            yield break;
        }
    }

    /// <summary>1 for delta, 2 for cumulative, 0 for neither; the name is taken too.</summary>
    public int Temporality(JsonElement json) =>
        json.TryGetProperty("aggregationTemporality", out var value) && value.ValueKind == JsonValueKind.String
            ? value.ValueEquals("AGGREGATION_TEMPORALITY_DELTA"u8) ? 1 : value.ValueEquals("AGGREGATION_TEMPORALITY_CUMULATIVE"u8) ? 2 : 0
            : Small(json, "aggregationTemporality");

    public bool Truth(JsonElement json, string name) =>
        Find(json, name, "true or false", JsonValueKind.True, JsonValueKind.False) is { ValueKind: JsonValueKind.True };

    public long Whole(JsonElement json, string name) => TryParse<long>(json, name, "a whole number", out var whole) ? whole : 0;

    public double Number(JsonElement json, string name) => TryParse<double>(json, name, "a number", out var number) ? number : 0;

    public int StatusCode(JsonElement status) =>
        Find(status, "code", "a status code", JsonValueKind.Number, JsonValueKind.String) is not { } code ? 0
        : code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number
        : code.ValueKind == JsonValueKind.String && code.ValueEquals("STATUS_CODE_ERROR"u8) ? SpanNames.StatusError
        : 0;

    private bool TryParse<T>(JsonElement json, string name, string expected, out T value)
        where T : struct, ISpanParsable<T>
    {
        value = default;
        if (Find(json, name, expected, JsonValueKind.Number, JsonValueKind.String) is not { } found)
            return false;
        var text = found.ValueKind == JsonValueKind.Number ? found.GetRawText() : Text(json, name);
        if (T.TryParse(text, CultureInfo.InvariantCulture, out value))
            return true;
        Note(name, expected);
        return false;
    }

    private JsonElement? Find(JsonElement json, string name, string expected, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Note(element, "an object");
            return null;
        }
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (kinds.Contains(value.ValueKind))
            return value;
        Note(name, expected);
        return null;
    }

    private void Note(string field, string expected) =>
        Problem ??= new Rejection("wrong_type", field, $"{field} must be {expected}");
}
