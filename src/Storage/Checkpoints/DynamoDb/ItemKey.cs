using System.Buffers.Binary;
using Amazon.DynamoDBv2.Model;
using Plimsoll.Storage.Checkpoints.Remote;

namespace Plimsoll.Storage.Checkpoints.DynamoDb;

/// <summary>
/// Item keys: the partition is the checkpoint's key; sorted within it the head, then the pieces of blocks by the commit that
/// wrote them. No two commits write the same item, so a writer that loses has harmed nothing.
/// </summary>
internal static class ItemKey
{
    public const string Partition = "k";
    public const string Sort = "s";

    /// <summary>An item may have 400 KiB, with its keys and names.</summary>
    public const int PieceBytes = 384 << 10;

    private const byte Head = 0;
    private const byte Block = 1;
    private const byte Manifest = 2;
    private const int GuidBytes = 16;

    public static Dictionary<string, AttributeValue> OfHead(string key) => Of(key, [Head]);

    public static Dictionary<string, AttributeValue> OfBlock(string key, Guid commit, string name, int piece) =>
        Of(key, [Block, .. commit.ToByteArray(bigEndian: true), .. CheckpointKey.Bytes(name), .. Number(piece)]);

    /// <summary>A piece of a manifest that is too long for the head's item.</summary>
    public static Dictionary<string, AttributeValue> OfManifest(string key, Guid commit, int piece) =>
        Of(key, [Manifest, .. commit.ToByteArray(bigEndian: true), .. Number(piece)]);

    public static int Pieces(int length) => (length + PieceBytes - 1) / PieceBytes;

    /// <summary>The commit's id in the two numbers of a place that a file would need.</summary>
    public static BlockPlace Place(Guid commit, int length, uint checksum)
    {
        var bytes = commit.ToByteArray(bigEndian: true);
        return new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(GuidBytes / 2)), length, checksum);
    }

    public static Guid CommitOf(BlockPlace place)
    {
        Span<byte> bytes = stackalloc byte[GuidBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, place.File);
        BinaryPrimitives.WriteInt64BigEndian(bytes[(GuidBytes / 2)..], place.Offset);
        return new Guid(bytes, bigEndian: true);
    }

    public static AttributeValue Binary(ReadOnlySpan<byte> bytes) => new() { B = new MemoryStream(bytes.ToArray(), writable: false) };

    private static byte[] Number(int piece)
    {
        var bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)piece));
        return bytes;
    }

    private static Dictionary<string, AttributeValue> Of(string key, ReadOnlySpan<byte> sort) => new()
    {
        [Partition] = Binary(CheckpointKey.Bytes(key)),
        [Sort] = Binary(sort),
    };
}
