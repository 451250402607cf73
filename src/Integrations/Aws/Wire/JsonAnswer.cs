using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Plimsoll.Integrations.Aws.Wire;

internal static class JsonAnswer
{
    /// <summary>Null for what is no such answer.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type);
        }
        catch (JsonException)
        {
            // The framework's only way to say so.
            return null;
        }
    }
}
