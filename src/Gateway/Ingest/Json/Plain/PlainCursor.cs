using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Plimsoll.Gateway.Ingest.Json.Plain;

/// <summary>A place in a body. Every <c>Try</c> that fails may leave it anywhere: the record is then read again by the general decoder.</summary>
internal ref struct PlainCursor(ReadOnlySpan<byte> bytes)
{
    /// <summary>More digits might not fit a double exactly.</summary>
    private const int MaxDigits = 15;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly int Peek => (uint)Position < (uint)bytes.Length ? bytes[Position] : -1;

    public readonly ReadOnlySpan<byte> Since(int start) => bytes[start..Position];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkip(ReadOnlySpan<byte> literal)
    {
        if (!bytes[Position..].StartsWith(literal))
            return false;
        Position += literal.Length;
        return true;
    }

    public bool TrySkip(char c)
    {
        if (Peek != c)
            return false;
        Position++;
        return true;
    }

    public void SkipSpace()
    {
        while (Peek is ' ' or '\t' or '\r' or '\n')
            Position++;
    }

    /// <summary>A quoted text without escapes and without anything but printable ASCII.</summary>
    public bool TryText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (Peek != '"')
            return false;
        var start = Position + 1;
        var end = EndOfPlain(start);
        if ((uint)end >= (uint)bytes.Length || bytes[end] != '"')
            return false;
        text = bytes[start..end];
        Position = end + 1;
        return true;
    }

    /// <summary>Digits with at most one point between them, no sign and no exponent: <paramref name="mantissa"/>·10^-<paramref name="decimals"/>.</summary>
    public bool TryDecimal(out long mantissa, out int decimals)
    {
        var rest = bytes[Position..];
        var whole = Digits(rest, out mantissa);
        decimals = 0;
        if (whole == 0 || (rest[0] == '0' && whole > 1))
            return false;
        Position += whole;
        if ((uint)whole >= (uint)rest.Length || rest[whole] != '.')
            return whole <= MaxDigits;
        decimals = Digits(rest[(whole + 1)..], out var fraction);
        if (decimals == 0 || whole + decimals > MaxDigits)
            return false;
        mantissa = mantissa * PowersOfTen.Whole[decimals] + fraction;
        Position += 1 + decimals;
        return true;
    }

    /// <summary>How many digits come first, and their value while there are no more than a long holds.</summary>
    private static int Digits(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var count = 0;
        while (count < text.Length && count <= MaxDigits)
        {
            var digit = (uint)(text[count] - '0');
            if (digit > 9)
                break;
            value = value * 10 + digit;
            count++;
        }
        return count;
    }

    /// <summary>Where the first quote, backslash, control character or byte beyond ASCII stands.</summary>
    private readonly int EndOfPlain(int at)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        while (at <= bytes.Length - Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref first, (nuint)at);
            // As signed numbers, bytes beyond ASCII lie below the control characters.
            var odd = Vector128.LessThan(block.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()
                | Vector128.Equals(block, Vector128.Create((byte)'"')) | Vector128.Equals(block, Vector128.Create((byte)'\\'));
            if (odd != Vector128<byte>.Zero)
                return at + System.Numerics.BitOperations.TrailingZeroCount(odd.ExtractMostSignificantBits());
            at += Vector128<byte>.Count;
        }
        while ((uint)at < (uint)bytes.Length && bytes[at] is >= (byte)' ' and < 0x80 and not (byte)'"' and not (byte)'\\')
            at++;
        return at;
    }
}
