using System.Buffers.Binary;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>
/// A segment's first bytes. They also fix the last entry of the segment before: what stands beyond it was never
/// acknowledged and is no part of the journal, whether or not it could be cut off.
/// </summary>
/// <param name="First">Sequence of the segment's first entry.</param>
/// <param name="PreviousFirst">First sequence of the segment before; 0 when this is the journal's first.</param>
/// <param name="PreviousLast">Last sequence of the segment before.</param>
internal readonly record struct SegmentHeader(Guid JournalId, long First, long PreviousFirst, long PreviousLast)
{
    public const int Size = 60;

    private const int ChecksumAt = Size - sizeof(uint);
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "PLIMSEG\n"u8;

    public void Write(Span<byte> bytes)
    {
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], 0);
        JournalId.TryWriteBytes(bytes[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], First);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], PreviousFirst);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[48..], PreviousLast);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumAt..], Crc32C.Compute(bytes[..ChecksumAt]));
    }

    /// <summary>False when the bytes are too few, fail their checksum or are of another version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SegmentHeader header)
    {
        header = default;
        if (bytes.Length < Size
            || !bytes.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Version
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) != Crc32C.Compute(bytes[..ChecksumAt]))
            return false;
        header = new SegmentHeader(
            new Guid(bytes[16..32], bigEndian: true),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]));
        return true;
    }
}
