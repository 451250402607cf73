using System.Buffers.Binary;
using System.Text;

namespace Plimsoll.Telemetry.Codec;

/// <summary>
/// Reads foreign bytes without ever throwing or reading past their end: the first thing that does not fit sets
/// <see cref="Failed"/>, and everything read from then on is zero.
/// </summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public bool Failed { get; private set; }

    /// <summary>Where reading failed.</summary>
    public int FailedAt { get; private set; }

    public readonly int Remaining => bytes.Length - Position;

    public void Fail()
    {
        if (!Failed)
            FailedAt = Position;
        Failed = true;
        Position = bytes.Length;
    }

    public byte ReadByte()
    {
        if ((uint)Position < (uint)bytes.Length)
            return bytes[Position++];
        Fail();
        return 0;
    }

    public long ReadNumber()
    {
        var value = Varint.Read(bytes[Position..], out var length);
        if (length == 0)
        {
            Fail();
            return 0;
        }
        Position += length;
        return (long)value;
    }

    /// <summary>
    /// Numbers one after the other: those that the lowest bits of the mask name, the others are <paramref name="absent"/>.
    /// Once it has failed, the rest is zero.
    /// </summary>
    public void ReadNumbers(uint present, scoped Span<long> numbers, long absent)
    {
        // The place stays a local of the loop: a field costs a store and a load between one number and the next.
        var at = Position;
        for (var i = 0; i < numbers.Length; i++, present >>= 1)
        {
            numbers[i] = absent;
            if ((present & 1) == 0)
                continue;
            numbers[i] = (long)Varint.Read(bytes[at..], out var length);
            at += length;
            if (length > 0)
                continue;
            Position = at;
            Fail();
            numbers[i..].Clear();
            return;
        }
        Position = at;
    }

    /// <summary>A number below <paramref name="limit"/>.</summary>
    public int ReadIndex(int limit)
    {
        var value = Remaining > 0 && bytes[Position] < 0x80 ? bytes[Position++] : ReadNumber();
        if (value < limit)
            return (int)value;
        Fail();
        return 0;
    }

    /// <summary>A number that an <see cref="int"/> holds.</summary>
    public int ReadInt32()
    {
        var value = ReadNumber();
        if (value <= int.MaxValue)
            return (int)value;
        Fail();
        return 0;
    }

    /// <summary>How many items of at least <paramref name="bytesEach"/> bytes follow; never more than the rest can hold.</summary>
    public int ReadCount(int bytesEach)
    {
        var value = ReadNumber();
        if (value <= Remaining / bytesEach)
            return (int)value;
        Fail();
        return 0;
    }

    public uint ReadUInt32() => BinaryPrimitives.TryReadUInt32LittleEndian(Take(sizeof(uint)), out var value) ? value : 0;

    public ulong ReadUInt64() => BinaryPrimitives.TryReadUInt64LittleEndian(Take(sizeof(ulong)), out var value) ? value : 0;

    /// <summary>A finite number; another fails.</summary>
    public double ReadDouble()
    {
        var value = BitConverter.UInt64BitsToDouble(ReadUInt64());
        if (double.IsFinite(value))
            return value;
        Fail();
        return 0;
    }

    /// <summary>A finite number; another fails.</summary>
    public float ReadFloat()
    {
        var value = BitConverter.UInt32BitsToSingle(ReadUInt32());
        if (float.IsFinite(value))
            return value;
        Fail();
        return 0;
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadTextBytes());

    /// <summary>A text as it stands, UTF-8.</summary>
    public ReadOnlySpan<byte> ReadTextBytes() => Take(ReadCount(1));

    public string ReadHex(int count) => Convert.ToHexStringLower(Take(count));

    /// <summary>The next bytes, or none and <see cref="Failed"/> when fewer are left.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
        {
            Fail();
            return default;
        }
        Position += count;
        return bytes.Slice(Position - count, count);
    }
}
