using System.Buffers;

namespace Plimsoll.Storage.Checkpoints.Remote;

/// <summary>
/// Manifests of stores that keep each block by itself: the same bytes as at the end of a version's file, so that a damaged
/// one is found out.
/// </summary>
internal static class RemoteManifest
{
    public static byte[] Encode(CheckpointManifest manifest)
    {
        var output = new ArrayBufferWriter<byte>();
        CheckpointFormat.Write(output, manifest);
        return output.WrittenSpan.ToArray();
    }

    /// <param name="place">Named in the exception.</param>
    /// <exception cref="CheckpointCorruptException">The bytes are not the manifest of that key and version.</exception>
    public static CheckpointManifest Decode(byte[] bytes, string key, long version, string place)
    {
        if (bytes.Length < CheckpointFormat.FooterSize)
            throw new CheckpointCorruptException($"{place}: the manifest ends at byte {bytes.Length}, before its footer");
        if (CheckpointFormat.ManifestLength(bytes.AsSpan(^CheckpointFormat.FooterSize..), bytes.Length, out var error) is not { } length)
            throw new CheckpointCorruptException($"{place}: {error}");
        if (length + CheckpointFormat.FooterSize != bytes.Length || !CheckpointFormat.Verifies(bytes))
            throw new CheckpointCorruptException($"{place}: the manifest fails its checksum");
        var manifest = CheckpointFormat.Read(bytes.AsMemory(0, length), bytes.Length);
        return manifest.Key == key && manifest.Version == version
            ? manifest
            : throw new CheckpointCorruptException($"{place}: the manifest is another key's or version's");
    }

    /// <summary>The manifest after a commit whose blocks stand at the places that <paramref name="placeOf"/> gives.</summary>
    public static CheckpointManifest After(CheckpointManifest current, CheckpointCommit commit, Func<BlockWrite, BlockPlace> placeOf)
    {
        var blocks = new Dictionary<string, BlockPlace>(current.Blocks, StringComparer.Ordinal);
        foreach (var name in commit.Removed)
            blocks.Remove(name);
        foreach (var block in commit.Written)
            blocks[block.Name] = placeOf(block);
        return new CheckpointManifest(current.Key, current.Version + 1, commit.State.ToArray(), blocks, new Dictionary<long, long>());
    }

    public static CheckpointManifest Of(CheckpointHead head) =>
        head.Tag as CheckpointManifest ?? throw new ArgumentException("The head is none of this store's", nameof(head));

    /// <exception cref="CheckpointCorruptException">The manifest holds no such block.</exception>
    public static BlockPlace Place(CheckpointManifest manifest, string name) => manifest.Blocks.TryGetValue(name, out var place)
        ? place
        : throw new CheckpointCorruptException($"Version {manifest.Version} of '{manifest.Key}' holds no block '{name}'") { Block = name };
}
