using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plimsoll.Quality.Judging;

/// <summary>
/// Finds the turns in a prompt that holds a conversation: a JSON array of messages, as chat completions and OpenTelemetry's
/// GenAI conventions have it, or lines that begin with a role, such as <c>user: …</c>.
/// </summary>
public static partial class ConversationText
{
    private const int MatchMs = 100;
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16 };
    private static readonly string[] s_instructions = ["system: ", "developer: "];
    private static readonly string[] s_textFields = ["text", "content"];

    /// <summary>
    /// Oldest first, each with its role, what was asked last at the end; empty where nobody spoke before, for an instruction of the
    /// system is no turn of a conversation.
    /// </summary>
    public static IReadOnlyList<string> Turns(string prompt)
    {
        var turns = prompt.AsSpan().TrimStart() is ['[', ..] ? Messages(prompt) : Lines(prompt);
        return turns.Count(t => !s_instructions.Any(i => t.StartsWith(i, StringComparison.OrdinalIgnoreCase))) > 1 ? turns : [];
    }

    private static List<string> Messages(string prompt)
    {
        try
        {
            using var document = JsonDocument.Parse(prompt, s_json);
            return [.. document.RootElement.EnumerateArray().Select(Turn).OfType<string>()];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The framework's only ways to say that it is no JSON, or a text with half a character: then it is one turn.
            return [];
        }
    }

    /// <summary>Null for what is no message, or one without text.</summary>
    private static string? Turn(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("role", out var role) || role.ValueKind != JsonValueKind.String)
            return null;
        var said = message.TryGetProperty("parts", out var parts) ? Said(parts) : message.TryGetProperty("content", out var content) ? Said(content) : "";
        return said.Length > 0 ? $"{role.GetString()}: {said}" : null;
    }

    private static string Said(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Join('\n', content.EnumerateArray().Select(Part).Where(p => p.Length > 0)),
        _ => "",
    };

    private static string Part(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String)
            return part.GetString()!;
        if (part.ValueKind != JsonValueKind.Object)
            return "";
        var field = s_textFields.FirstOrDefault(f => part.TryGetProperty(f, out var text) && text.ValueKind == JsonValueKind.String);
        return field is null ? "" : part.GetProperty(field).GetString()!;
    }

    /// <summary>None unless the first line begins with a role: a text in which one occurs is no conversation.</summary>
    private static List<string> Lines(string prompt)
    {
        var starts = Role().Matches(prompt).Select(m => m.Index).ToList();
        return starts is [0, ..] ? [.. starts.Select((at, i) => prompt[at..(i + 1 < starts.Count ? starts[i + 1] : prompt.Length)].TrimEnd())] : [];
    }

    [GeneratedRegex("^(?:system|developer|user|human|assistant|ai|tool): ", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex Role();
}
