using System.Buffers;
using System.Text.Json;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Judges;

/// <summary>The bodies of <c>POST …/chat/completions</c>.</summary>
internal static class ChatCompletions
{
    private const string VerdictName = "verdict";

    /// <param name="baseUrl">With or without a slash at its end, for example <c>http://127.0.0.1:8000/v1</c>.</param>
    public static Uri Url(Uri baseUrl) => new($"{baseUrl.AbsoluteUri.TrimEnd('/')}/chat/completions");

    /// <summary>Asks for a verdict.</summary>
    public static byte[] Request(string model, JudgePrompt prompt) =>
        Body(model, prompt.System, prompt.User, prompt.MaxOutputTokens, prompt.Schema);

    /// <summary>Asks for an answer in any form.</summary>
    /// <param name="model">Null where the address says it.</param>
    /// <param name="system">Null for none.</param>
    public static byte[] Request(string? model, string? system, string user, int maxTokens) => Body(model, system, user, maxTokens, schema: null);

    private static byte[] Body(string? model, string? system, string user, int maxTokens, string? schema)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            if (model is not null)
                json.WriteString("model", model);
            json.WriteStartArray("messages");
            if (system is not null)
                WriteMessage(json, "system", system);
            WriteMessage(json, "user", user);
            json.WriteEndArray();
            json.WriteNumber("temperature", 0);
            json.WriteNumber("max_tokens", maxTokens);
            if (schema is not null)
                WriteSchema(json, schema);
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
