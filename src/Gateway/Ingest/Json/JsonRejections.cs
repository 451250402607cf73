using System.Text;
using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>What is said of a value that cannot be taken.</summary>
internal static class JsonRejections
{
    private const int MaxShownBytes = 40;

    public static Rejection WrongType(ref Utf8JsonReader reader, string field, string expected) =>
        new("wrong_type", field, $"{field} must be {expected}, not {Show(ref reader)}");

    /// <summary>For texts and ids, whose values are not to be repeated.</summary>
    public static Rejection WrongPrivateType(ref Utf8JsonReader reader, string field, string expected) =>
        new("wrong_type", field, $"{field} must be {expected}, not {Kind(reader.TokenType)}");

    public static Rejection InvalidText(string field) =>
        new("bad_text", field, $"{field} is not valid Unicode text");

    public static Rejection TooLong(string field, int bytes, int limit) =>
        new("too_long", field, $"{field} has {bytes} bytes; at most {limit} are taken");

    public static Rejection TooMany(string field, int limit) =>
        new("too_many", field, $"{field} has more than {limit} entries");

    public static Rejection Missing(string field) =>
        new("missing", field, $"{field} is required");

    public static Rejection Malformed(JsonException error, int line) =>
        new("malformed_json", "", $"line {line}, byte {error.BytePositionInLine}: not valid JSON");

    private static string Show(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            return Kind(reader.TokenType);
        var raw = reader.ValueSpan;
        var text = Encoding.UTF8.GetString(raw.Length <= MaxShownBytes ? raw : raw[..MaxShownBytes]) + (raw.Length <= MaxShownBytes ? "" : "…");
        return reader.TokenType == JsonTokenType.String ? $"\"{text}\"" : text;
    }

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.Number => "a number",
        _ => "a string",
    };
}
