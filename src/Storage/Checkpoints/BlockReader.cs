using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Checkpoints;

/// <summary>Reads and verifies blocks, opening each file once.</summary>
internal sealed class BlockReader(IFileSystem files, Func<long, string> pathOf, CheckpointManifest manifest) : IDisposable
{
    private readonly Dictionary<long, IStorageFile> _open = [];

    /// <param name="readCurrent">The manifest of now, asked when a file has gone: a later version may have moved the block.</param>
    /// <exception cref="CheckpointCorruptException">There is no such block, or it does not verify.</exception>
    public ReadOnlyMemory<byte> Read(string name, Func<CheckpointManifest?> readCurrent)
    {
        if (!manifest.Blocks.TryGetValue(name, out var place))
            throw new CheckpointCorruptException($"Version {manifest.Version} of '{manifest.Key}' holds no block '{name}'") { Block = name };
        try
        {
            return Read(name, place);
        }
        catch (FileNotFoundException gone)
        {
            if (readCurrent() is { } current && current.Version > manifest.Version
                && current.Blocks.TryGetValue(name, out var moved)
                && moved.Length == place.Length && moved.Checksum == place.Checksum)
                return Read(name, moved);
            throw new CheckpointCorruptException($"{pathOf(place.File)} at byte {place.Offset}: the file of block '{name}' is gone", gone) { Block = name };
        }
    }

    /// <summary>A block as it stands, verified or not; zeros where its file or the end of it is gone.</summary>
    public byte[] ReadUnverified(BlockPlace place)
    {
        var bytes = new byte[place.Length];
        try
        {
            Open(place.File).Read(bytes, place.Offset);
        }
        catch (FileNotFoundException)
        {
            bytes.AsSpan().Clear();
        }
        return bytes;
    }

    public void Dispose()
    {
        foreach (var file in _open.Values)
            file.Dispose();
    }

    private byte[] Read(string name, BlockPlace place)
    {
        var bytes = new byte[place.Length];
        Open(place.File).Read(bytes, place.Offset);
        return Crc32C.Compute(bytes) == place.Checksum
            ? bytes
            : throw new CheckpointCorruptException(
                $"{pathOf(place.File)} at byte {place.Offset}: block '{name}' of {place.Length} bytes does not verify")
            { Block = name };
    }

    private IStorageFile Open(long version)
    {
        if (!_open.TryGetValue(version, out var file))
            _open[version] = file = files.OpenRead(pathOf(version));
        return file;
    }
}
