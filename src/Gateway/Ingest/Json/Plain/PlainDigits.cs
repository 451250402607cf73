using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Plimsoll.Gateway.Ingest.Json.Plain;

/// <summary>Decimal digits, eight of them in one word.</summary>
internal static class PlainDigits
{
    /// <summary>More digits might not fit a double exactly.</summary>
    public const int Max = 15;

    private const ulong Zeros = 0x3030303030303030;
    private const ulong HighBits = 0x8080808080808080;

    /// <summary>Added to a digit's value it leaves the high bit clear; added to any larger byte below 128 it sets it.</summary>
    private const ulong BeyondNine = 0x7676767676767676;

    /// <summary>How many digits the text begins with and their value; more than <see cref="Max"/> are counted to sixteen only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ReadOnlySpan<byte> text, out long value)
    {
        if (text.Length < sizeof(ulong))
            return ReadOneByOne(text, out value);
        var count = ReadEight(text, out value);
        return count < sizeof(ulong) ? count : ReadMore(text, ref value);
    }

    private static int ReadMore(ReadOnlySpan<byte> text, ref long value)
    {
        var rest = text[sizeof(ulong)..];
        var count = rest.Length < sizeof(ulong) ? ReadOneByOne(rest, out var more) : ReadEight(rest, out more);
        value = value * PowersOfTen.Whole[count] + more;
        return sizeof(ulong) + count;
    }

    private static int ReadEight(ReadOnlySpan<byte> text, out long value)
    {
        var digits = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Zeros;
        var others = ((digits + BeyondNine) | digits) & HighBits;
        var count = BitOperations.TrailingZeroCount(others) >> 3;
        value = count == 0 ? 0 : (long)Join(digits << (64 - (count << 3)));
        return count;
    }

    /// <summary>The value of eight digits, the first in the lowest byte: pairs, then fours, then eight.</summary>
    private static ulong Join(ulong digits)
    {
        digits = digits * 10 + (digits >> 8);
        var first = (digits & 0x000000FF000000FF) * (100 + (1_000_000UL << 32));
        var second = ((digits >> 16) & 0x000000FF000000FF) * (1 + (10_000UL << 32));
        return (first + second) >> 32;
    }

    private static int ReadOneByOne(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var count = 0;
        while (count < text.Length && (uint)(text[count] - '0') <= 9)
            value = value * 10 + (text[count++] - '0');
        return count;
    }
}
