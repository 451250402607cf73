using System.Text.Json;
using System.Text.Unicode;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>
/// Finds what the framework's JSON document would throw on later, when a member is looked up by name: broken UTF-8
/// and names with half a surrogate pair.
/// </summary>
internal static class JsonNames
{
    /// <summary>True too for what is no JSON, which the parser reports.</summary>
    public static bool AreText(ReadOnlySpan<byte> json) =>
        Utf8.IsValid(json) && (json.IndexOf("\\u"u8) < 0 || EscapedNamesAreText(json));

    private static bool EscapedNamesAreText(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
            }
            return true;
        }
        catch (JsonException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
