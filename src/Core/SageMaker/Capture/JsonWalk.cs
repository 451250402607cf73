using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plimsoll.SageMaker.Capture;

/// <summary>Steps through JSON of strangers: what is not there, or is of another kind, is null.</summary>
internal static partial class JsonWalk
{
    /// <summary>Null for a text that is no JSON. Its caller disposes of it.</summary>
    public static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            // The framework's only way to say so.
            return null;
        }
    }

    public static JsonElement? Child(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var child) && child.ValueKind != JsonValueKind.Null ? child : null;

    public static JsonElement? First(JsonElement? parent) => parent is { ValueKind: JsonValueKind.Array } json && json.GetArrayLength() > 0 ? json[0] : null;

    public static IEnumerable<JsonElement> Items(JsonElement? parent) => parent is { ValueKind: JsonValueKind.Array } json ? json.EnumerateArray() : [];

    public static string? Text(JsonElement? parent, string name) => Text(Child(parent, name));

    /// <summary>Half a surrogate pair, as at the end of an answer that was cut short, reads as U+FFFD.</summary>
    public static string? Text(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.String } json)
            return null;
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            // The framework's only way to say that there is one.
            using var whole = JsonDocument.Parse(Escape().Replace(json.GetRawText(), e => e.Groups["half"].Success ? @"\uFFFD" : e.Value));
            return whole.RootElement.GetString();
        }
    }

    public static long? Whole(JsonElement? parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.Number } json && json.TryGetInt64(out var value) ? value : null;

    /// <summary>A text, or parts of one: a list of texts or of objects that have one.</summary>
    public static string? Parts(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Array })
            return Text(value);
        var parts = Items(value).Select(p => Text(p) ?? Text(p, "text")).OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join('\n', parts);
    }

    [GeneratedRegex(@"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?<half>u[dD][89a-fA-F]..)|.)")]
    private static partial Regex Escape();
}
