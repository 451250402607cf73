using System.Buffers;
using System.Text;
using System.Text.Json;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Judging;

/// <summary>The form of a verdict, as JSON schema: for a tool's input and for a response format alike.</summary>
internal static class VerdictSchema
{
    public const string Scores = "scores";
    public const string Reason = "reason";

    public static string Of(IReadOnlyList<RubricDimension> dimensions)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            BeginObject(json, [Scores, Reason]);
            json.WriteStartObject(Scores);
            BeginObject(json, dimensions.Select(d => d.Name));
            foreach (var dimension in dimensions)
                WriteScore(json, dimension.Name);
            EndObject(json);
            json.WriteStartObject(Reason);
            json.WriteString("type", "string");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void BeginObject(Utf8JsonWriter json, IEnumerable<string> required)
    {
        if (json.BytesCommitted + json.BytesPending == 0)
            json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartArray("required");
        foreach (var name in required)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartObject("properties");
    }

    private static void EndObject(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("type");
        json.WriteStringValue("number");
        json.WriteStringValue("null");
        json.WriteEndArray();
        json.WriteNumber("minimum", 0);
        json.WriteNumber("maximum", 1);
        json.WriteEndObject();
    }
}
