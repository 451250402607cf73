using System.Text.Json;

namespace Plimsoll.Telemetry.Content;

/// <summary>Whether a response is the JSON that was asked for.</summary>
public static class JsonForm
{
    /// <summary>Nested deeper, a response counts as malformed.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = MaxDepth };

    /// <summary>True for one JSON object or array with nothing but white space around it.</summary>
    public static bool IsObjectOrArray(ReadOnlySpan<byte> utf8)
    {
        var text = utf8.Trim(" \t\r\n"u8);
        if (text.Length < 2 || !IsEnclosed(text[0], text[^1]))
            return false;
        var reader = new Utf8JsonReader(text, s_options);
        try
        {
            while (reader.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            // The framework's only way to say that it is no JSON; what is cut off or mere prose never comes here.
            return false;
        }
    }

    private static bool IsEnclosed(byte first, byte last) => (first, last) is ((byte)'{', (byte)'}') or ((byte)'[', (byte)']');
}
