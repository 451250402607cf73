using System.Buffers;
using System.Text.Json;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Judges;

/// <summary>The body that asks for a verdict by <c>POST …/chat/completions</c>.</summary>
internal static class ChatCompletions
{
    private const string VerdictName = "verdict";

    /// <param name="baseUrl">With or without a slash at its end, for example <c>http://127.0.0.1:8000/v1</c>.</param>
    public static Uri Url(Uri baseUrl) => new($"{baseUrl.AbsoluteUri.TrimEnd('/')}/chat/completions");

    public static byte[] Request(string model, JudgePrompt prompt)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteStartArray("messages");
            WriteMessage(json, "system", prompt.System);
            WriteMessage(json, "user", prompt.User);
            json.WriteEndArray();
            json.WriteNumber("temperature", 0);
            json.WriteNumber("max_tokens", prompt.MaxOutputTokens);
            WriteSchema(json, prompt.Schema);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, string schema)
    {
        json.WriteStartObject("response_format");
        json.WriteString("type", "json_schema");
        json.WriteStartObject("json_schema");
        json.WriteString("name", VerdictName);
        json.WriteBoolean("strict", true);
        json.WritePropertyName("schema");
        json.WriteRawValue(schema);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
