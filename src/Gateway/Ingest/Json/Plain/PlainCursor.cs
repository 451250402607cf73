using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Plimsoll.Gateway.Ingest.Json.Plain;

/// <summary>A place in a body. Every <c>Try</c> that fails may leave it anywhere: the record is then read again by the general decoder.</summary>
internal ref struct PlainCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly int Peek => (uint)Position < (uint)bytes.Length ? bytes[Position] : -1;

    public readonly ReadOnlySpan<byte> Since(int start) => bytes[start..Position];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkip(ReadOnlySpan<byte> literal)
    {
        if (!PlainBytes.StartsWith(bytes[Position..], literal))
            return false;
        Position += literal.Length;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        var whole = PlainDigits.Read(rest, out mantissa);
        decimals = 0;
        if (whole == 0 || (rest[0] == '0' && whole > 1))
            return false;
        Position += whole;
        if ((uint)whole >= (uint)rest.Length || rest[whole] != '.')
            return whole <= PlainDigits.Max;
        decimals = PlainDigits.Read(rest[(whole + 1)..], out var fraction);
        if (decimals == 0 || whole + decimals > PlainDigits.Max)
            return false;
        mantissa = mantissa * PowersOfTen.Whole[decimals] + fraction;
        Position += 1 + decimals;
        return true;
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
                return at + BitOperations.TrailingZeroCount(odd.ExtractMostSignificantBits());
            at += Vector128<byte>.Count;
        }
        while ((uint)at < (uint)bytes.Length && bytes[at] is >= (byte)' ' and < 0x80 and not (byte)'"' and not (byte)'\\')
            at++;
        return at;
    }
}
