using System.Buffers.Binary;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>
/// Reads one protobuf message in place, field by field. Generated classes would copy every label of every series,
/// most of which are of no interest here.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int MaxVarintBytes = 10;

    private ReadOnlySpan<byte> _rest = message;

    public int Field { get; private set; }

    public ProtoType Type { get; private set; }

    /// <summary>Value of a number; a double's bits where <see cref="Type"/> is <see cref="ProtoType.Fixed64"/>.</summary>
    public ulong Number { get; private set; }

    /// <summary>Value of what has a length: bytes, text or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>What is there is no message; <see cref="Next"/> has stopped at it.</summary>
    public bool Malformed { get; private set; }

    /// <summary>Moves to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty || Malformed)
            return false;
        Malformed = !TryReadField();
        return !Malformed;
    }

    public readonly bool Is(int field, ProtoType type) => Field == field && Type == type;

    private bool TryReadField()
    {
        if (!TryReadVarint(out var tag) || tag >> 3 is 0 or > int.MaxValue)
            return false;
        Field = (int)(tag >> 3);
        Type = (ProtoType)(tag & 7);
        Bytes = default;
        Number = 0;
        return Type switch
        {
            ProtoType.Varint => TryReadNumber(),
            ProtoType.Fixed64 => TryTake(sizeof(ulong)) && Set(BinaryPrimitives.ReadUInt64LittleEndian(Bytes)),
            ProtoType.Fixed32 => TryTake(sizeof(uint)) && Set(BinaryPrimitives.ReadUInt32LittleEndian(Bytes)),
            ProtoType.Bytes => TryReadVarint(out var length) && TryTake(length),
            _ => false,
        };
    }

    private bool TryReadNumber() => TryReadVarint(out var value) && Set(value);

    private bool Set(ulong value)
    {
        Number = value;
        return true;
    }

    private bool TryTake(ulong length)
    {
        if (length > (ulong)_rest.Length)
            return false;
        Bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    private bool TryReadVarint(out ulong value) => TryReadVarint(ref _rest, out value);

    /// <summary>Takes one base-128 number off the front of <paramref name="bytes"/>; false when there is none whole.</summary>
    public static bool TryReadVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(bytes.Length, MaxVarintBytes); i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return true;
        }
        return false;
    }
}

/// <summary>Wire types of protobuf; groups are not among them.</summary>
internal enum ProtoType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
