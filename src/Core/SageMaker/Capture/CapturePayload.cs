using System.Text;
using System.Text.Json;

namespace Plimsoll.SageMaker.Capture;

/// <summary>The <c>data</c> of a captured input or output by its <c>encoding</c>.</summary>
internal static class CapturePayload
{
    /// <param name="text">Null where the side was not captured or is empty.</param>
    /// <returns>False when it is encoded in a way that is not known or not kept to.</returns>
    public static bool TryRead(JsonElement captureData, string side, out string? text)
    {
        text = null;
        if (JsonWalk.Child(captureData, side) is not { } payload)
            return true;
        var data = JsonWalk.Child(payload, "data");
        switch (JsonWalk.Text(payload, "encoding"))
        {
            case "JSON" or "CSV" or "TEXT" or null:
                // Some containers' JSON is captured as JSON, and not as a text that holds it.
                text = data is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json ? json.GetRawText() : JsonWalk.Text(data);
                return true;
            case "BASE64":
                return TryDecode(JsonWalk.Text(data), out text);
            default:
                return false;
        }
    }

    private static bool TryDecode(string? data, out string? text)
    {
        text = null;
        if (string.IsNullOrEmpty(data))
            return true;
        var bytes = new byte[data.Length];
        if (!Convert.TryFromBase64String(data, bytes, out var length))
            return false;
        text = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }
}
