using System.Buffers;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Checkpoints;

/// <summary>
/// Lays out the file of the next version: the written blocks, and where garbage outweighs what is alive also all that is
/// alive, so that a key takes at most about twice its live bytes and each byte is rewritten about once.
/// </summary>
internal sealed class CheckpointContent
{
    private const long ToleratedGarbage = 1 << 20;
    private const int MaxFiles = 128;

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Dictionary<string, BlockPlace> _blocks;
    private readonly long _version;

    public CheckpointContent(CheckpointManifest current, CheckpointCommit commit, BlockReader reader)
    {
        _version = current.Version + 1;
        _blocks = new Dictionary<string, BlockPlace>(current.Blocks, StringComparer.Ordinal);
        foreach (var name in commit.Removed)
            _blocks.Remove(name);
        foreach (var block in commit.Written)
            _blocks.Remove(block.Name);
        if (commit.Compact || IsMostlyGarbage(current, commit))
            MoveAll(reader);
        foreach (var block in commit.Written)
            Place(block.Name, block.Bytes.Span, Crc32C.Compute(block.Bytes.Span));
        var files = FilesOf(current);
        var manifest = new CheckpointManifest(current.Key, _version, commit.State.ToArray(), _blocks, files);
        CheckpointFormat.Write(_output, manifest);
        Manifest = manifest with { FileBytes = new Dictionary<long, long>(files) { [_version] = _output.WrittenCount } };
    }

    public CheckpointManifest Manifest { get; }

    public ReadOnlyMemory<byte> Bytes => _output.WrittenMemory;

    private bool IsMostlyGarbage(CheckpointManifest current, CheckpointCommit commit)
    {
        var files = FilesOf(current);
        var kept = _blocks.Values.Sum(b => (long)b.Length);
        var live = kept + commit.Written.Sum(b => (long)b.Bytes.Length);
        return files.Count >= MaxFiles || files.Values.Sum() - kept > live + ToleratedGarbage;
    }

    private void MoveAll(BlockReader reader)
    {
        // A damaged block moves with the checksum that it fails, to be reported when it is read.
        foreach (var (name, place) in _blocks.ToList())
            Place(name, reader.ReadUnverified(place), place.Checksum);
    }

    private void Place(string name, ReadOnlySpan<byte> bytes, uint checksum)
    {
        _blocks[name] = new BlockPlace(_version, _output.WrittenCount, bytes.Length, checksum);
        _output.Write(bytes);
    }

    private Dictionary<long, long> FilesOf(CheckpointManifest current) =>
        _blocks.Values.Select(b => b.File).Where(f => f != _version).Distinct().ToDictionary(f => f, f => current.FileBytes[f]);
}
