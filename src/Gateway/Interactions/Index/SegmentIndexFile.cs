using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Plimsoll.Storage.Files;

namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>
/// The index of a finished segment, in a file beside the journal: its head in memory, its keys read a page at a time, each
/// page verified when it is read.
/// <code>
/// file = length:uint32 head crc:uint32 page*
/// page = key:uint64[511 or fewer] crc:uint32, keys rising through all pages
/// </code>
/// </summary>
internal sealed class SegmentIndexFile : ISegmentIndex
{
    public const int KeysPerPage = 511;

    private const int CrcBytes = sizeof(uint);
    private const int PageBytes = KeysPerPage * sizeof(ulong) + CrcBytes;

    private readonly string _path;
    private readonly IndexHead _head;
    private readonly long _pagesAt;

    private SegmentIndexFile(string path, IndexHead head, long pagesAt)
    {
        _path = path;
        _head = head;
        _pagesAt = pagesAt;
    }

    /// <summary>Writes the file whole, or throws and leaves none.</summary>
    public static SegmentIndexFile Write(string path, IndexIdentity identity, BlockTable table, List<ulong> keys)
    {
        var pages = keys.Chunk(KeysPerPage).ToList();
        var head = new IndexHead(identity, table, keys.Count, [.. pages.Select(p => p[0])]);
        var bytes = head.ToBytes();
        var temporary = path + ".new";
        using (var file = File.Create(temporary))
        {
            Span<byte> length = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            file.Write(length);
            WriteSealed(file, bytes);
            var page = new byte[KeysPerPage * sizeof(ulong)];
            foreach (var part in pages)
            {
                for (var i = 0; i < part.Length; i++)
                    BinaryPrimitives.WriteUInt64LittleEndian(page.AsSpan(i * sizeof(ulong)), part[i]);
                WriteSealed(file, page.AsSpan(0, part.Length * sizeof(ulong)));
            }
        }
        File.Move(temporary, path, overwrite: true);
        return new SegmentIndexFile(path, head, sizeof(uint) + bytes.Length + CrcBytes);
    }

    /// <summary>Null when there is no such file.</summary>
    /// <exception cref="InvalidDataException">It does not verify, or is of another segment.</exception>
    public static SegmentIndexFile? Open(string path, IndexIdentity identity)
    {
        if (!File.Exists(path))
            return null;
        using var file = File.OpenHandle(path);
        Span<byte> prefix = stackalloc byte[sizeof(uint)];
        var length = RandomAccess.Read(file, prefix, 0) == prefix.Length ? BinaryPrimitives.ReadInt32LittleEndian(prefix) : -1;
        if (length < 0 || length > RandomAccess.GetLength(file))
            throw new InvalidDataException($"{path}: byte 0: the length of the head does not fit the file");
        var head = IndexHead.Read(ReadSealed(file, path, sizeof(uint), length));
        if (head.Identity != identity)
            throw new InvalidDataException($"{path}: it was made for another segment or under another key");
        return new SegmentIndexFile(path, head, sizeof(uint) + length + CrcBytes);
    }

    /// <exception cref="InvalidDataException">A page of keys does not verify.</exception>
    public IReadOnlyList<IndexBlock> Find(BlockQuery query)
    {
        if (query.Keys.Count == 0)
            return BlockSearch.Find(_head.Table, query, _ => []);
        using var file = File.OpenHandle(_path);
        return BlockSearch.Find(_head.Table, query, key => BlocksOf(file, key));
    }

    private List<int> BlocksOf(SafeFileHandle file, ulong key)
    {
        var blocks = new List<int>();
        var page = Array.BinarySearch(_head.Fences, key);
        for (page = Math.Max(page < 0 ? ~page - 1 : page, 0); page < _head.Fences.Length && _head.Fences[page] <= (key | RowKeys.BlockMask); page++)
        {
            var count = Math.Min(KeysPerPage, _head.KeyCount - page * KeysPerPage);
            var bytes = ReadSealed(file, _path, _pagesAt + (long)page * PageBytes, count * sizeof(ulong));
            for (var i = 0; i < count; i++)
            {
                var found = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)));
                if ((found & ~RowKeys.BlockMask) == key)
                    blocks.Add((int)(found & RowKeys.BlockMask));
            }
        }
        return blocks;
    }

    private static void WriteSealed(FileStream file, ReadOnlySpan<byte> bytes)
    {
        Span<byte> crc = stackalloc byte[CrcBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, Crc32C.Compute(bytes));
        file.Write(bytes);
        file.Write(crc);
    }

    private static byte[] ReadSealed(SafeFileHandle file, string path, long offset, int length)
    {
        var bytes = new byte[length + CrcBytes];
        var read = RandomAccess.Read(file, bytes, offset);
        if (read < bytes.Length || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(length)) != Crc32C.Compute(bytes.AsSpan(0, length)))
            throw new InvalidDataException($"{path}: byte {offset}: {bytes.Length} bytes do not verify");
        return bytes[..length];
    }
}
