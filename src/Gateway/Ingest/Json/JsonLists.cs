using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Lists and maps of the reader's current value, bounded. A list that is rejected may be filled in part.</summary>
internal static class JsonLists
{
    private const int MaxNames = 64;
    private const int MaxTokenIds = 100_000;
    private const int MaxDimensions = 8192;

    private delegate Rejection? ElementReader<T>(ref Utf8JsonReader reader, string field, JsonStrings strings, out T value);

    public static Rejection? ReadLabels(ref Utf8JsonReader reader, JsonStrings strings, List<KeyValuePair<string, string>> labels, int maxLabels)
    {
        labels.Clear();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartObject)
            return JsonRejections.WrongType(ref reader, "labels", "an object of strings");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (strings.ReadName(ref reader, "labels", out var name) is { } badName)
                return badName;
            reader.Read();
            if (strings.ReadPooled(ref reader, $"labels.{name}", out var value) is { } badValue)
                return badValue;
            if (labels.Count == maxLabels)
                return JsonRejections.TooMany("labels", maxLabels);
            if (value is not null)
                labels.Add(new(name, value));
        }
        return null;
    }

    public static Rejection? ReadStages(ref Utf8JsonReader reader, JsonStrings strings, List<Stage> into) =>
        ReadArray(ref reader, "stages", "an array of {name, ms}", strings, into, MaxNames, JsonParts.ReadStage);

    public static Rejection? ReadScores(ref Utf8JsonReader reader, JsonStrings strings, List<ClientScore> into) =>
        ReadArray(ref reader, "scores", "an array of {name, value, source}", strings, into, MaxNames, JsonParts.ReadScore);

    public static Rejection? ReadFlags(ref Utf8JsonReader reader, JsonStrings strings, List<string> into) =>
        ReadArray(ref reader, "safety_flags", "an array of strings", strings, into, MaxNames, JsonParts.ReadFlag);

    public static Rejection? ReadTokenIds(ref Utf8JsonReader reader, JsonStrings strings, List<int> into) =>
        ReadArray(ref reader, "output_token_ids", "an array of whole numbers", strings, into, MaxTokenIds,
            static (ref r, f, _, out id) => JsonParts.ReadTokenId(ref r, f, out id));

    public static Rejection? ReadEmbedding(ref Utf8JsonReader reader, JsonStrings strings, List<float> into) =>
        ReadArray(ref reader, "embedding", "an array of numbers", strings, into, MaxDimensions,
            static (ref r, f, _, out dimension) => JsonParts.ReadDimension(ref r, f, out dimension));

    /// <summary>Texts of which nothing is kept: one string or an array of them.</summary>
    public static Rejection? SkipTexts(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType is not (JsonTokenType.Null or JsonTokenType.String or JsonTokenType.StartArray))
            return JsonRejections.WrongPrivateType(ref reader, field, "an array of strings");
        reader.Skip();
        return null;
    }

    private static Rejection? ReadArray<T>(
        ref Utf8JsonReader reader, string field, string expected, JsonStrings strings, List<T> into, int max, ElementReader<T> read)
    {
        into.Clear();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartArray)
            return JsonRejections.WrongType(ref reader, field, expected);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (into.Count == max)
                return JsonRejections.TooMany(field, max);
            if (read(ref reader, field, strings, out var value) is { } rejection)
                return rejection;
            into.Add(value);
        }
        return null;
    }
}
