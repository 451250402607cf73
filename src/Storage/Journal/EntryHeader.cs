using System.Buffers.Binary;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>
/// What stands before an entry's payload. The checksum covers header and payload and begins with the journal id:
/// bytes of another journal, or bytes inside a payload made to look like an entry, do not verify.
/// </summary>
/// <param name="Length">Bytes of the payload.</param>
internal readonly record struct EntryHeader(int Length, long Sequence, long ReceivedMs, uint Checksum)
{
    public const int Size = 24;

    private const int ChecksumAt = Size - sizeof(uint);

    public int TotalSize => Size + Length;

    public static EntryHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]));

    /// <summary>Writes all but the checksum.</summary>
    public static void Write(Span<byte> bytes, int length, long sequence, long receivedMs)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[4..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[12..], receivedMs);
    }

    public static void WriteChecksum(Span<byte> entry, uint seed) =>
        BinaryPrimitives.WriteUInt32LittleEndian(entry[ChecksumAt..], ChecksumOf(entry, seed));

    /// <param name="entry">Header and payload.</param>
    public static uint ChecksumOf(ReadOnlySpan<byte> entry, uint seed) =>
        Crc32C.Compute(entry[Size..], Crc32C.Compute(entry[..ChecksumAt], seed));

    /// <summary>Where the checksums of a journal's entries begin.</summary>
    public static uint Seed(Guid journalId)
    {
        Span<byte> id = stackalloc byte[16];
        journalId.TryWriteBytes(id, bigEndian: true, out _);
        return Crc32C.Compute(id);
    }
}
