using System.Text;
using System.Text.Json;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Judges;

/// <summary>What a chat completion says.</summary>
/// <param name="Text">UTF-8; null where there is none.</param>
/// <param name="Refused">Why the server or the model declined; null where it did not.</param>
/// <param name="Usage">Null where the server counts nothing, or nothing that can be.</param>
internal sealed record ChatCompletion(byte[]? Text, string? Refused, JudgeUsage? Usage)
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 32 };

    /// <summary>Null for what is no completion.</summary>
    public static ChatCompletion? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, s_options);
            return Of(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The framework's only ways to say that it is no JSON, or a text with half a character.
            return null;
        }
    }

    private static ChatCompletion? Of(JsonElement root)
    {
        if (JsonParts.Member(root, "choices") is not { ValueKind: JsonValueKind.Array } choices || choices.GetArrayLength() == 0)
            return null;
        var choice = choices[0];
        if (JsonParts.Member(choice, "message") is not { } message)
            return null;
        var refused = JsonParts.Text(choice, "finish_reason") == "content_filter" ? "content_filter"
            : JsonParts.Text(message, "refusal") is { Length: > 0 } ? "refusal"
            : null;
        var text = JsonParts.Text(message, "content");
        return new(text is null ? null : Encoding.UTF8.GetBytes(text), refused, Counted(root));
    }

    private static JudgeUsage? Counted(JsonElement root) =>
        JsonParts.Member(root, "usage") is { } usage ? JsonParts.Usage(usage, "prompt_tokens", "completion_tokens") : null;
}
