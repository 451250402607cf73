using System.Text.Json;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Judges;

/// <summary>Reads members that a server may have left out, or given another form.</summary>
internal static class JsonParts
{
    /// <summary>No model takes or gives more in one call; a count beyond it is not believed.</summary>
    public const long MostTokens = 100_000_000;

    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Null unless both counts are there and can be true.</summary>
    public static JudgeUsage? Usage(JsonElement parent, string input, string output) =>
        Tokens(parent, input) is { } @in && Tokens(parent, output) is { } @out ? new JudgeUsage(@in, @out) : null;

    private static long? Tokens(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count is >= 0 and <= MostTokens
            ? count
            : null;
}
