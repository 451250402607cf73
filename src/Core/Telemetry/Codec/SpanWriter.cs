using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Plimsoll.Telemetry.Codec;

/// <summary>Writes into a span that its owner made large enough, with <see cref="Varint.MaxBytes"/> to spare.</summary>
internal ref struct SpanWriter(Span<byte> span)
{
    private readonly Span<byte> span = span;

    public int Position { get; private set; }

    public void WriteByte(byte value) => span[Position++] = value;

    /// <summary>A whole number from 0 to <see cref="Varint.MaxValue"/>; another is a bug of the caller and throws.</summary>
    public void WriteNumber(long value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if ((ulong)value > Varint.MaxValue)
            throw new ArgumentOutOfRangeException(name, value, $"A stored number lies between 0 and {Varint.MaxValue}");
        if (value < 0x80)
            span[Position++] = (byte)value;
        else
            Position += Varint.Write(span[Position..], (ulong)value);
    }

    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(span[Position..], value);
        Position += sizeof(uint);
    }

    public void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(span[Position..], value);
        Position += sizeof(ulong);
    }

    /// <summary>A finite number; another is a bug of the caller and throws.</summary>
    public void WriteDouble(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        RequireFinite(value, name);
        WriteUInt64(BitConverter.DoubleToUInt64Bits(value));
    }

    /// <summary>A finite number; another is a bug of the caller and throws.</summary>
    public void WriteFloat(float value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        RequireFinite(value, name);
        WriteUInt32(BitConverter.SingleToUInt32Bits(value));
    }

    /// <summary>UTF-8 behind its length; a lone surrogate becomes U+FFFD.</summary>
    public void WriteText(string value)
    {
        var start = BeginPrefixed();
        Position += Encoding.UTF8.GetBytes(value, span[Position..]);
        EndPrefixed(start);
    }

    /// <summary>UTF-8, as it stands, behind its length.</summary>
    public void WriteText(ReadOnlySpan<byte> utf8)
    {
        var start = BeginPrefixed();
        utf8.CopyTo(span[Position..]);
        Position += utf8.Length;
        EndPrefixed(start);
    }

    /// <summary>Hexadecimal digits of <paramref name="bytes"/> bytes, written as these bytes.</summary>
    public void WriteHex(string digits, int bytes, [CallerArgumentExpression(nameof(digits))] string? name = null)
    {
        if (digits.Length != 2 * bytes || Convert.FromHexString(digits, span.Slice(Position, bytes), out _, out _) != OperationStatus.Done)
            throw new ArgumentException($"'{digits}' is not {2 * bytes} hexadecimal digits", name);
        Position += bytes;
    }

    private static void RequireFinite(double value, string? name)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "A stored number is finite");
    }

    /// <summary>Leaves room for a value that is known later; <see cref="PatchUInt32"/> fills it.</summary>
    public int SkipUInt32()
    {
        Position += sizeof(uint);
        return Position - sizeof(uint);
    }

    public readonly void PatchUInt32(int position, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(span[position..], value);

    /// <summary>Begins bytes whose length is to stand in front of them; <see cref="EndPrefixed"/> writes it.</summary>
    public int BeginPrefixed() => ++Position;

    /// <summary>Writes the length of everything since <paramref name="start"/>; moves it on when that takes more than a byte.</summary>
    public void EndPrefixed(int start)
    {
        var length = Position - start;
        if (length < 0x80)
        {
            span[start - 1] = (byte)length;
            return;
        }
        Span<byte> prefix = stackalloc byte[Varint.MaxBytes];
        prefix = prefix[..Varint.Write(prefix, (ulong)length)];
        span[start..Position].CopyTo(span[(start - 1 + prefix.Length)..]);
        prefix.CopyTo(span[(start - 1)..]);
        Position += prefix.Length - 1;
    }
}
