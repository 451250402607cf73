using System.Buffers;
using System.Text.Json;
using Plimsoll.Drift.Content;
using Plimsoll.Integrations.Judges;

namespace Plimsoll.Integrations.Embeddings;

/// <summary>Bodies of embedding servers.</summary>
internal static class EmbeddingJson
{
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    /// <param name="find">The array of numbers within an answer; null where there is none.</param>
    public static EmbeddingReply Read(ReadOnlyMemory<byte> body, Func<JsonElement, JsonElement?> find)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return find(document.RootElement) is { } numbers && Vector(numbers) is { } vector ? new EmbeddingReply.Embedded(vector) : Malformed;
        }
        catch (JsonException)
        {
            // The framework's only way to say that it is no JSON.
            return Malformed;
        }
    }

    /// <summary>The first of an array.</summary>
    public static JsonElement? First(JsonElement parent, string name) =>
        JsonParts.Member(parent, name) is { ValueKind: JsonValueKind.Array } items && items.GetArrayLength() > 0 ? items[0] : null;

    private static EmbeddingReply.Missing Malformed => new("malformed");

    private static float[]? Vector(JsonElement numbers)
    {
        if (numbers.ValueKind != JsonValueKind.Array || numbers.GetArrayLength() is 0 or > EmbeddingReply.MostDimensions)
            return null;
        var vector = new float[numbers.GetArrayLength()];
        for (var i = 0; i < vector.Length; i++)
        {
            if (numbers[i].ValueKind != JsonValueKind.Number || !numbers[i].TryGetSingle(out vector[i]) || !float.IsFinite(vector[i]))
                return null;
        }
        return vector;
    }
}
