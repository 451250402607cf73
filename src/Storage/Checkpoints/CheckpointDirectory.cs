using System.Globalization;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Checkpoints;

/// <summary>
/// One key's directory: a file per version, of which the highest is the head and the others hold blocks that it still
/// needs. A version appears whole, by a rename. Used by one caller at a time.
/// </summary>
internal sealed class CheckpointDirectory(IFileSystem files, string key, string path)
{
    private const string Extension = ".checkpoint";
    private const string Unfinished = "unfinished";

    /// <summary>Whether a directory's file names include a version.</summary>
    public static bool HasVersion(IEnumerable<string> names) => names.Any(n => VersionOf(n) is not null);

    /// <summary>The head, durable by the time it is returned; null when the key has none.</summary>
    public CheckpointHead? ReadHead()
    {
        if (ReadManifest() is not { } manifest)
            return null;
        // A process that ended between rename and flush leaves a head that a power cut could still take back.
        files.FlushDirectory(path);
        return manifest.ToHead();
    }

    /// <summary>
    /// The head's manifest, null when the key has none. Where the newest does not verify the version before is the head, whose
    /// files are still there for readers that are one commit behind; the next commit writes over the damaged one.
    /// </summary>
    /// <exception cref="CheckpointCorruptException">Neither verifies.</exception>
    public CheckpointManifest? ReadManifest()
    {
        var names = files.Files(path);
        if (names.Max(VersionOf) is not { } newest)
            return null;
        try
        {
            return ReadManifest(newest);
        }
        catch (CheckpointCorruptException corrupt) when (names.Any(n => VersionOf(n) == newest - 1))
        {
            return ReadManifest(newest - 1) with { Damage = corrupt.Message };
        }
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> ReadBlocks(CheckpointManifest manifest, IReadOnlyList<string> names)
    {
        using var reader = new BlockReader(files, FileOf, manifest);
        return [.. names.Select(name => reader.Read(name, ReadManifest))];
    }

    /// <summary>Writes the version's file and makes it the head, durably; then removes files that neither it nor the version before needs.</summary>
    /// <exception cref="IOException">The head is as it was.</exception>
    public CheckpointManifest Commit(CheckpointManifest current, CheckpointCommit commit)
    {
        files.CreateDirectory(path);
        CheckpointManifest next;
        using (var reader = new BlockReader(files, FileOf, current))
        {
            var content = new CheckpointContent(current, commit, reader);
            next = content.Manifest;
            Publish(next.Version, content.Bytes);
        }
        DiskFailure.Tolerate(() => Sweep(next, current));
        return next;
    }

    private void Publish(long version, ReadOnlyMemory<byte> content)
    {
        var unfinished = Path.Combine(path, Unfinished);
        try
        {
            using var file = files.Create(unfinished);
            file.Write(content.Span, 0);
            file.Flush();
        }
        catch
        {
            DiskFailure.Tolerate(() => files.Delete(unfinished));
            throw;
        }
        files.Rename(unfinished, FileOf(version));
        try
        {
            files.FlushDirectory(path);
        }
        catch
        {
            // Whether the new name would survive is not known; taking it back leaves the head as it was.
            files.Delete(FileOf(version));
            throw;
        }
    }

    private void Sweep(CheckpointManifest next, CheckpointManifest current)
    {
        foreach (var name in files.Files(path))
        {
            if (VersionOf(name) is { } version
                && !next.FileBytes.ContainsKey(version) && !current.FileBytes.ContainsKey(version))
                files.Delete(Path.Combine(path, name));
        }
    }

    private CheckpointManifest ReadManifest(long version)
    {
        var name = FileOf(version);
        using var file = files.OpenRead(name);
        var length = file.Length;
        if (length < CheckpointFormat.FooterSize)
            throw new CheckpointCorruptException($"{name} at byte {length}: the file ends before its footer");
        var footer = new byte[CheckpointFormat.FooterSize];
        file.Read(footer, length - footer.Length);
        if (CheckpointFormat.ManifestLength(footer, length, out var error) is not { } manifestLength)
            throw new CheckpointCorruptException($"{name} at byte {length - footer.Length}: {error}");
        var bytes = new byte[manifestLength + footer.Length];
        file.Read(bytes, length - bytes.Length);
        if (!CheckpointFormat.Verifies(bytes))
            throw new CheckpointCorruptException($"{name} at byte {length - bytes.Length}: the manifest fails its checksum");
        var manifest = CheckpointFormat.Read(bytes.AsMemory(0, manifestLength), length);
        if (manifest.Key != key || manifest.Version != version)
            throw new CheckpointCorruptException($"{name} at byte {length - bytes.Length}: the manifest is another key's or version's");
        return manifest;
    }

    private string FileOf(long version) => Path.Combine(path, version.ToString("D19", CultureInfo.InvariantCulture) + Extension);

    private static long? VersionOf(string name) =>
        name.EndsWith(Extension, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, name.Length - Extension.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}
