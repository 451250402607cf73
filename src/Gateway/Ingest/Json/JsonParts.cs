using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>The elements of a record's lists.</summary>
internal static class JsonParts
{
    public static Rejection? ReadStage(ref Utf8JsonReader reader, string field, JsonStrings strings, out Stage stage)
    {
        string? name = null;
        double? ms = null;
        stage = default;
        if (reader.TokenType != JsonTokenType.StartObject)
            return JsonRejections.WrongType(ref reader, field, "an array of {name, ms}");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isName, isMs) = (reader.ValueTextEquals("name"u8), reader.ValueTextEquals("ms"u8));
            reader.Read();
            var rejection = isName ? strings.ReadPooled(ref reader, "stages.name", out name)
                : isMs ? JsonNumbers.ReadDouble(ref reader, "stages.ms", out ms)
                : Skip(ref reader);
            if (rejection is not null)
                return rejection;
        }
        if (name is null || ms is null)
            return JsonRejections.Missing(name is null ? "stages.name" : "stages.ms");
        stage = new Stage(name, ms.Value);
        return null;
    }

    public static Rejection? ReadScore(ref Utf8JsonReader reader, string field, JsonStrings strings, out ClientScore score)
    {
        string? name = null, source = null;
        double? value = null;
        score = default;
        if (reader.TokenType != JsonTokenType.StartObject)
            return JsonRejections.WrongType(ref reader, field, "an array of {name, value, source}");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isName, isValue, isSource) = (reader.ValueTextEquals("name"u8), reader.ValueTextEquals("value"u8), reader.ValueTextEquals("source"u8));
            reader.Read();
            var rejection = isName ? strings.ReadPooled(ref reader, "scores.name", out name)
                : isValue ? JsonNumbers.ReadDouble(ref reader, "scores.value", out value)
                : isSource ? strings.ReadPooled(ref reader, "scores.source", out source)
                : Skip(ref reader);
            if (rejection is not null)
                return rejection;
        }
        if (name is null || value is null)
            return JsonRejections.Missing(name is null ? "scores.name" : "scores.value");
        score = new ClientScore(name, value.Value, source ?? "client");
        return null;
    }

    public static Rejection? ReadFlag(ref Utf8JsonReader reader, string field, JsonStrings strings, out string flag)
    {
        var rejection = strings.ReadPooled(ref reader, field, out var value);
        flag = value ?? "";
        return rejection ?? (value is null ? JsonRejections.WrongType(ref reader, field, "an array of strings") : null);
    }

    public static Rejection? ReadTokenId(ref Utf8JsonReader reader, string field, out int id)
    {
        id = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out id)
            ? null
            : JsonRejections.WrongType(ref reader, field, "an array of whole numbers");
    }

    public static Rejection? ReadDimension(ref Utf8JsonReader reader, string field, out float dimension)
    {
        dimension = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out dimension) && float.IsFinite(dimension)
            ? null
            : JsonRejections.WrongType(ref reader, field, "an array of finite numbers");
    }

    private static Rejection? Skip(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}
