using System.Text.Json;
using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>Opens a JSON body, which is an object.</summary>
internal static class OtlpJsonBody
{
    private const int MaxDepth = 64;

    /// <summary>Null with a reason when the body is no JSON object.</summary>
    /// <param name="member">What the object should have.</param>
    public static JsonDocument? TryParse(ReadOnlySpan<byte> body, string member, out Refusal? refusal)
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
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            refusal = Malformed($"An OTLP request is a JSON object with {member}.");
        }
        catch (JsonException e)
        {
            refusal = Malformed($"Not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}.");
        }
        return null;
    }

    public static Refusal Malformed(string detail) => new(StatusCodes.Status400BadRequest, "malformed_otlp", detail);
}
