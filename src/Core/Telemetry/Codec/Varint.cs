using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Plimsoll.Telemetry.Codec;

/// <summary>
/// Whole numbers of at most 56 bits in one to eight bytes, seven bits a byte, lowest first, the high bit of every
/// byte but the last set. All bytes are handled in one word, so that the cost does not depend on the value.
/// </summary>
internal static class Varint
{
    public const int MaxBytes = 8;
    public const long MaxValue = (1L << 56) - 1;

    private const ulong ContinueBits = 0x8080808080808080;
    private const ulong ValueBits = ~ContinueBits;

    /// <summary>Writes a value of at most <see cref="MaxValue"/>; scribbles on eight bytes and returns how many of them count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> destination, ulong value)
    {
        var length = (int)((uint)BitOperations.Log2(value | 1) / 7) + 1;
        var continued = (ContinueBits >> 8) >> (8 * (MaxBytes - length));
        BinaryPrimitives.WriteUInt64LittleEndian(destination, Spread(value) | continued);
        return length;
    }

    /// <summary>Bytes that <see cref="Write"/> needs for a value.</summary>
    public static int Length(ulong value) => (int)((uint)BitOperations.Log2(value | 1) / 7) + 1;

    /// <summary>Reads a value and how many bytes it took: 0 when the source ends before it or it is longer than eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ReadOnlySpan<byte> source, out int length)
    {
        var word = source.Length >= MaxBytes ? BinaryPrimitives.ReadUInt64LittleEndian(source) : ReadShort(source);
        var ends = ~word & ContinueBits;
        length = ends == 0 ? 0 : (BitOperations.TrailingZeroCount(ends) + 1) >> 3;
        return Gather(word & (ends ^ (ends - 1)));
    }

    /// <summary>Zig-zag: small numbers of either sign become small numbers.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    /// <summary>Fewer than eight bytes, filled up with bytes that end no number.</summary>
    private static ulong ReadShort(ReadOnlySpan<byte> source)
    {
        var word = ulong.MaxValue;
        for (var i = source.Length - 1; i >= 0; i--)
            word = (word << 8) | source[i];
        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Spread(ulong value) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitDeposit(value, ValueBits) : SpreadBySteps(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Gather(ulong word) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitExtract(word, ValueBits) : GatherBySteps(word);

    /// <summary>For processors without the instruction.</summary>
    internal static ulong SpreadBySteps(ulong value)
    {
        value = (value & 0x000000000fffffff) | ((value & 0x00fffffff0000000) << 4);
        value = (value & 0x00003fff00003fff) | ((value & 0x0fffc0000fffc000) << 2);
        return (value & 0x007f007f007f007f) | ((value & 0x3f803f803f803f80) << 1);
    }

    /// <summary>For processors without the instruction.</summary>
    internal static ulong GatherBySteps(ulong word)
    {
        word = (word & 0x007f007f007f007f) | ((word & 0x7f007f007f007f00) >> 1);
        word = (word & 0x00003fff00003fff) | ((word & 0x3fff00003fff0000) >> 2);
        return (word & 0x000000000fffffff) | ((word & 0x0fffffff00000000) >> 4);
    }
}
