using System.Text.Json;
using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>Opens a JSON body, which is an object of arrays within arrays down to what the request is about.</summary>
internal static class OtlpJsonBody
{
    private const int MaxDepth = 64;

    /// <summary>Null with a reason when the body is no JSON object, or something else stands where a level should.</summary>
    /// <param name="levels">Names of the arrays, the outermost first; each may be absent.</param>
    public static JsonDocument? TryParse(ReadOnlySpan<byte> body, ReadOnlySpan<string> levels, out Refusal? refusal)
    {
        refusal = null;
        if (!JsonNames.AreText(body))
        {
            refusal = Malformed("The body has text that is not valid Unicode.");
            return null;
        }
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
            var document = JsonDocument.ParseValue(ref reader);
            reader.Read();
            var problem = document.RootElement.ValueKind == JsonValueKind.Object
                ? Misplaced(document.RootElement, levels)
                : $"An OTLP request is a JSON object with {levels[0]}.";
            if (problem is null)
                return document;
            document.Dispose();
            refusal = Malformed(problem);
        }
        catch (JsonException e)
        {
            refusal = Malformed($"Not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}.");
        }
        return null;
    }

    /// <summary>What is no array, or no object within one; what stands in the innermost array is for its reader.</summary>
    private static string? Misplaced(JsonElement holder, ReadOnlySpan<string> levels)
    {
        if (!holder.TryGetProperty(levels[0], out var items) || items.ValueKind == JsonValueKind.Null)
            return null;
        if (items.ValueKind != JsonValueKind.Array)
            return $"{levels[0]} must be an array of objects.";
        if (levels.Length == 1)
            return null;
        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                return $"{levels[0]} must be an array of objects.";
            if (Misplaced(item, levels[1..]) is { } problem)
                return problem;
        }
        return null;
    }

    public static Refusal Malformed(string detail) => new(StatusCodes.Status400BadRequest, "malformed_otlp", detail);
}
