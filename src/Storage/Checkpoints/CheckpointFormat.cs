using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Checkpoints;

/// <summary>
/// A version's file: the blocks that it wrote, then the manifest of all its blocks, then a footer that says how long
/// the manifest is. Blocks carry their checksums in the manifest; manifest and footer share one.
/// </summary>
internal static class CheckpointFormat
{
    /// <summary>Manifest length, format version, magic, checksum.</summary>
    public const int FooterSize = 20;

    private const int ChecksumSize = sizeof(uint);
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "PLIMCKP\n"u8;

    /// <summary>Writes manifest and footer.</summary>
    public static void Write(ArrayBufferWriter<byte> output, CheckpointManifest manifest)
    {
        var start = output.WrittenCount;
        WriteText(output, manifest.Key);
        WriteInt64(output, manifest.Version);
        WriteInt32(output, manifest.State.Length);
        output.Write(manifest.State.Span);
        WriteBlocks(output, manifest.Blocks);
        WriteInt32(output, manifest.FileBytes.Count);
        foreach (var (file, bytes) in manifest.FileBytes)
        {
            WriteInt64(output, file);
            WriteInt64(output, bytes);
        }
        WriteInt32(output, output.WrittenCount - start);
        WriteInt32(output, (int)Version);
        output.Write(Magic);
        WriteInt32(output, (int)Crc32C.Compute(output.WrittenSpan[start..]));
    }

    /// <summary>Length of the manifest before the footer; null with the reason when it is no footer.</summary>
    public static int? ManifestLength(ReadOnlySpan<byte> footer, long fileLength, out string? error)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(footer);
        error = !footer[8..16].SequenceEqual(Magic) ? "the footer is none of a checkpoint's"
            : BinaryPrimitives.ReadUInt32LittleEndian(footer[4..]) != Version ? "the format version is not known"
            : length < 0 || length > fileLength - FooterSize ? "the footer's manifest length is impossible"
            : null;
        return error is null ? length : null;
    }

    /// <param name="bytes">Manifest and footer.</param>
    public static bool Verifies(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[^ChecksumSize..]) == Crc32C.Compute(bytes[..^ChecksumSize]);

    /// <summary>Reads a manifest that verifies.</summary>
    public static CheckpointManifest Read(ReadOnlyMemory<byte> manifest, long fileLength)
    {
        var reader = new SpanReader(manifest.Span);
        var key = reader.Text();
        var version = reader.Int64();
        var state = reader.Bytes(reader.Int32()).ToArray();
        var blocks = new Dictionary<string, BlockPlace>(StringComparer.Ordinal);
        for (var left = reader.Int32(); left > 0; left--)
            blocks.Add(reader.Text(), new BlockPlace(reader.Int64(), reader.Int64(), reader.Int32(), (uint)reader.Int32()));
        var files = new Dictionary<long, long> { [version] = fileLength };
        for (var left = reader.Int32(); left > 0; left--)
            files.Add(reader.Int64(), reader.Int64());
        return new CheckpointManifest(key, version, state, blocks, files);
    }

    private static void WriteBlocks(ArrayBufferWriter<byte> output, IReadOnlyDictionary<string, BlockPlace> blocks)
    {
        WriteInt32(output, blocks.Count);
        foreach (var (name, place) in blocks)
        {
            WriteText(output, name);
            WriteInt64(output, place.File);
            WriteInt64(output, place.Offset);
            WriteInt32(output, place.Length);
            WriteInt32(output, (int)place.Checksum);
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteInt32(output, length);
        Encoding.UTF8.GetBytes(text, output.GetSpan(length));
        output.Advance(length);
    }

    private static void WriteInt32(ArrayBufferWriter<byte> output, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }

    private static void WriteInt64(ArrayBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }
}
