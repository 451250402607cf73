using System.Text;
using Google.Protobuf;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;
using Plimsoll.Telemetry.Content;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>Hashes ids and texts at once, so that they are not kept.</summary>
internal static class PrivateText
{
    /// <summary>The keyed hash of a string's UTF-8, or of the encoded value where a text comes in parts; null for an empty one.</summary>
    /// <param name="chars">Length of a string in UTF-16 code units; null for parts.</param>
    public static ulong? Hash(AnyValue? value, KeyedHash hash, out int? chars)
    {
        chars = value is { HasStringValue: true } ? value.StringValue.Length : null;
        return value is null || chars == 0 ? null
            : chars is null ? hash.Hash64(value.ToByteArray())
            : hash.Hash64(Encoding.UTF8.GetBytes(value.StringValue));
    }

    /// <summary>Null for parts and for an empty string: nobody looked.</summary>
    public static bool? IsRefusal(AnyValue? value) =>
        value is { HasStringValue: true, StringValue.Length: > 0 } ? RefusalScreen.IsRefusal(Encoding.UTF8.GetBytes(value.StringValue)) : null;
}
