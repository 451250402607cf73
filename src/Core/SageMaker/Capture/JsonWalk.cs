using System.Text.Json;

namespace Plimsoll.SageMaker.Capture;

/// <summary>Steps through JSON of strangers: what is not there, or is of another kind, is null.</summary>
internal static class JsonWalk
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

    public static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } json ? json.GetString() : null;

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
}
