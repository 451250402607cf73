using IronSnappy;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>Snappy's block format, as Prometheus sends it: a length, then literals and copies. Not the framing format.</summary>
internal static class SnappyBlock
{
    public const string Coding = "snappy";

    /// <summary>The best that the format can do: three bytes that copy 64 (its element with a two-byte offset).</summary>
    private const int MostBytesPerByte = 64 / 3 + 1;

    private const int MaxLengthBytes = 5;

    /// <summary>The claimed length is judged before anything is decompressed.</summary>
    public static DecompressionResult Run(ReadOnlySpan<byte> raw, PooledBody output, long maxBytes, out Refusal? refusal)
    {
        refusal = null;
        if (!TryReadLength(raw, out var length) || length > (long)raw.Length * MostBytesPerByte)
            return DecompressionResult.Malformed;
        if (length > maxBytes)
            return DecompressionResult.TooLarge;
        refusal = output.MakeRoom((int)length + 1, maxBytes);
        if (refusal is not null)
            return DecompressionResult.NoRoom;
        try
        {
            var bytes = Snappy.Decode(raw);
            bytes.CopyTo(output.Free);
            output.Advance(bytes.Length);
            return DecompressionResult.Whole;
        }
        catch (IOException)
        {
            return DecompressionResult.Malformed;
        }
    }

    /// <summary>A little-endian base-128 number below 2^32.</summary>
    private static bool TryReadLength(ReadOnlySpan<byte> raw, out long length)
    {
        length = 0;
        for (var i = 0; i < Math.Min(raw.Length, MaxLengthBytes); i++)
        {
            length |= (long)(raw[i] & 0x7F) << (7 * i);
            if (raw[i] < 0x80)
                return length <= uint.MaxValue;
        }
        return false;
    }
}
