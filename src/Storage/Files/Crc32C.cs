using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Plimsoll.Storage.Files;

/// <summary>CRC-32C (Castagnoli), as in RFC 3720 section 12.1; the processor's own instruction where there is one.</summary>
public static class Crc32C
{
    /// <summary>Checksum of <paramref name="bytes"/>, or of all bytes before and these when <paramref name="before"/> is their checksum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Few calls, many bytes each: it would run unoptimised for long.
    public static uint Compute(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var crc = ~before;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
