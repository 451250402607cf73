using System.Buffers;
using System.Buffers.Binary;

namespace Plimsoll.Aggregation.Encoding;

/// <summary>Writes the compact little-endian format that <see cref="StateReader"/> reads.</summary>
internal sealed class StateWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public byte[] ToArray() => _output.WrittenSpan.ToArray();

    public void Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>LEB128.</summary>
    public void Unsigned(ulong value)
    {
        var span = _output.GetSpan(10);
        var at = 0;
        for (; value >= 0x80; value >>= 7)
            span[at++] = (byte)(value | 0x80);
        span[at++] = (byte)value;
        _output.Advance(at);
    }

    public void Count(long value) => Unsigned(checked((ulong)value));

    /// <summary>Zig-zag, then LEB128.</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Wide(UInt128 value)
    {
        Unsigned((ulong)value);
        Unsigned((ulong)(value >> 64));
    }

    public void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_output.GetSpan(sizeof(double)), value);
        _output.Advance(sizeof(double));
    }

    public void Single(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(_output.GetSpan(sizeof(float)), value);
        _output.Advance(sizeof(float));
    }

    /// <summary>NaN stands for null.</summary>
    public void Number(double? value) => Double(value ?? double.NaN);

    public void Fixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_output.GetSpan(sizeof(ulong)), value);
        _output.Advance(sizeof(ulong));
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        _output.Write(value);
    }

    /// <summary>UTF-8 with its length; null and empty stay apart.</summary>
    public void Text(string? value)
    {
        Bool(value is not null);
        if (value is not null)
            Bytes(System.Text.Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Presence, then the value when there is one.</summary>
    public void Optional<T>(T? value, Action<T, StateWriter> write)
        where T : class
    {
        Bool(value is not null);
        if (value is not null)
            write(value, this);
    }
}
