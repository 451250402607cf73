using System.Buffers.Binary;
using Plimsoll.Components;

namespace Plimsoll.Aggregation.Encoding;

/// <summary>
/// Reads what <see cref="StateWriter"/> wrote. Anything else is an <see cref="InvalidDataException"/> that names
/// the block and the byte.
/// </summary>
internal ref struct StateReader(string block, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public delegate T Read<T>(ref StateReader reader);

    public byte Byte() => Take(1)[0];

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw Corrupt($"{other} is no truth value"),
    };

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw Corrupt("a number has more than 64 bits");
    }

    public long Count()
    {
        var value = Unsigned();
        return value <= long.MaxValue ? (long)value : throw Corrupt($"{value} is too large a count");
    }

    /// <summary>A count of things that each take at least a byte.</summary>
    public int Length(int most)
    {
        var value = Unsigned();
        return value <= (ulong)most && value <= (ulong)(_bytes.Length - _at) ? (int)value : throw Corrupt($"{value} is more than {most} or than the bytes left");
    }

    /// <summary>A number that announces nothing to follow.</summary>
    public int UpTo(int most)
    {
        var value = Unsigned();
        return value <= (ulong)most ? (int)value : throw Corrupt($"{value} is more than {most}");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number with a sign between two bounds.</summary>
    public int Between(int least, int most)
    {
        var value = Signed();
        return value >= least && value <= most ? (int)value : throw Corrupt($"{value} is not between {least} and {most}");
    }

    public UInt128 Wide()
    {
        var low = Unsigned();
        return new UInt128(Unsigned(), low);
    }

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    public double? Number()
    {
        var value = Double();
        return double.IsNaN(value) ? null : value;
    }

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public ReadOnlySpan<byte> Bytes() => Take(Length(int.MaxValue));

    public string? Text() => Bool() ? System.Text.Encoding.UTF8.GetString(Bytes()) : null;

    public T? Optional<T>(Read<T> read)
        where T : class => Bool() ? read(ref this) : null;

    /// <exception cref="NewerStateException">The version is a later one.</exception>
    public void Version(byte expected) => Version(expected, expected);

    /// <returns>The version, from the oldest that is still read to the latest.</returns>
    /// <exception cref="NewerStateException">The version is a later one.</exception>
    public byte Version(byte oldest, byte latest)
    {
        var version = Byte();
        if (version > latest)
            throw new NewerStateException($"Block {block}: a later build wrote format {version}; this one reads {latest}");
        if (version < oldest)
            throw Corrupt($"format version {version} is not {latest}");
        return version;
    }

    public readonly void End()
    {
        if (_at != _bytes.Length)
            throw Corrupt($"{_bytes.Length - _at} bytes too many");
    }

    public readonly InvalidDataException Corrupt(string what) => new($"Block {block}, byte {_at}: {what}");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _at)
            throw Corrupt($"{count} bytes are needed, {_bytes.Length - _at} are left");
        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }
}
