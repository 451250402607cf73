using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>How a decompression ended.</summary>
internal enum DecompressionResult
{
    Whole,
    Malformed,

    /// <summary>The compressed data ends before its end mark, or goes on after it.</summary>
    EndsEarly,
    TooLarge,

    /// <summary>The gate allows no more memory.</summary>
    NoRoom,
}

/// <summary>
/// Decompresses a whole body. The framework's streams take a body that was cut short for its end, so each format's
/// own end mark is checked: nobody is told "accepted" for half of what was sent.
/// </summary>
internal static class Decompression
{
    private const int FirstBytes = 256 << 10;
    private const int TrailerBytes = sizeof(uint);

    public static bool Knows(string coding) => coding is "gzip" or "x-gzip" or "deflate" or "br" or SnappyBlock.Coding;

    public static DecompressionResult Run(string coding, PooledBody raw, PooledBody output, long maxBytes, out Refusal? refusal)
    {
        if (coding == "br")
            return RunBrotli(raw.Memory.Span, output, maxBytes, out refusal);
        if (coding == SnappyBlock.Coding)
            return SnappyBlock.Run(raw.Memory.Span, output, maxBytes, out refusal);
        var gzip = coding != "deflate";
        using var input = raw.Open();
        using Stream stream = gzip ? new GZipStream(input, CompressionMode.Decompress) : new ZLibStream(input, CompressionMode.Decompress);
        try
        {
            var result = Copy(stream, output, maxBytes, out refusal);
            return result == DecompressionResult.Whole && !HasEndMark(gzip, raw.Memory.Span, output.Memory.Span) ? DecompressionResult.EndsEarly : result;
        }
        catch (InvalidDataException)
        {
            refusal = null;
            return DecompressionResult.Malformed;
        }
    }

    private static DecompressionResult Copy(Stream stream, PooledBody output, long maxBytes, out Refusal? refusal)
    {
        while (true)
        {
            refusal = output.MakeRoom(FirstBytes, maxBytes);
            if (refusal is not null)
                return DecompressionResult.NoRoom;
            var read = stream.Read(output.Free.Span);
            if (read == 0)
                return DecompressionResult.Whole;
            output.Advance(read);
            if (output.Length > maxBytes)
                return DecompressionResult.TooLarge;
        }
    }

    /// <summary>gzip (RFC 1952) ends with the length modulo 2^32, zlib (RFC 1950) with the Adler-32 checksum.</summary>
    private static bool HasEndMark(bool gzip, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> output)
    {
        if (raw.Length < TrailerBytes)
            return false;
        var trailer = raw[^TrailerBytes..];
        return gzip
            ? BinaryPrimitives.ReadUInt32LittleEndian(trailer) == (uint)output.Length
            : BinaryPrimitives.ReadUInt32BigEndian(trailer) == Adler32.Of(output);
    }

    private static DecompressionResult RunBrotli(ReadOnlySpan<byte> raw, PooledBody output, long maxBytes, out Refusal? refusal)
    {
        using var decoder = new BrotliDecoder();
        while (true)
        {
            refusal = output.MakeRoom(FirstBytes, maxBytes);
            if (refusal is not null)
                return DecompressionResult.NoRoom;
            var status = decoder.Decompress(raw, output.Free.Span, out var consumed, out var written);
            raw = raw[consumed..];
            output.Advance(written);
            if (output.Length > maxBytes)
                return DecompressionResult.TooLarge;
            if (status == OperationStatus.Done)
                return raw.IsEmpty ? DecompressionResult.Whole : DecompressionResult.EndsEarly;
            if (status != OperationStatus.DestinationTooSmall)
                return status == OperationStatus.NeedMoreData ? DecompressionResult.EndsEarly : DecompressionResult.Malformed;
        }
    }
}
