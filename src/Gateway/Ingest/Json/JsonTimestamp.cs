using System.Buffers.Text;
using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>A time as RFC 3339 with an offset, or as milliseconds since the Unix epoch (a number or a numeric string).</summary>
internal static class JsonTimestamp
{
    public const string Field = "timestamp";

    /// <param name="value">Null stands for absent.</param>
    public static Rejection? Read(ref Utf8JsonReader reader, out long? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        long unixMs = 0;
        var text = reader.ValueSpan;
        var good = reader.TokenType switch
        {
            JsonTokenType.Number => TryMilliseconds(text, out unixMs),
            JsonTokenType.String => Rfc3339.TryParse(text, out unixMs) || TryMilliseconds(text, out unixMs),
            _ => false,
        };
        if (!good)
            return JsonRejections.WrongType(ref reader, Field, "RFC 3339 with an offset, such as 2026-01-31T09:30:00.250Z, or milliseconds since 1970");
        value = unixMs;
        return null;
    }

    private static bool TryMilliseconds(ReadOnlySpan<byte> text, out long unixMs)
    {
        if (Utf8Parser.TryParse(text, out unixMs, out var used) && used == text.Length)
            return true;
        if (!Utf8Parser.TryParse(text, out double ms, out used) || used != text.Length || !(Math.Abs(ms) < 1e17))
            return false;
        unixMs = (long)Math.Floor(ms);
        return true;
    }
}
