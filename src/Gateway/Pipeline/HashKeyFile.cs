using System.Buffers.Binary;
using System.Security.Cryptography;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Storage.Files;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// The installation's hash key, made once and kept with a checksum in <c>hash.key</c> of the data directory, readable by
/// its owner alone. With another key every pseudonym would change and repeated requests would count again.
/// </summary>
internal sealed class HashKeyFile : IHashKey
{
    private const int KeyBytes = 16;
    private const int FileBytes = KeyBytes + sizeof(uint);

    private HashKeyFile(ReadOnlySpan<byte> key, bool isReplacement) => (Hash, IsReplacement) = (new KeyedHash(key), isReplacement);

    public KeyedHash Hash { get; }

    /// <summary>Whether the key was made although the directory has a journal: the key of what is in it is gone.</summary>
    public bool IsReplacement { get; }

    /// <summary>Reads the key or makes it. Throws <see cref="InvalidDataException"/> when the file is not a key.</summary>
    public static HashKeyFile Open(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        var path = Path.Combine(dataDirectory, "hash.key");
        var isReplacement = !File.Exists(path) && Directory.Exists(Path.Combine(dataDirectory, JournalSettings.Folder));
        if (!File.Exists(path))
            Make(path);
        var file = File.ReadAllBytes(path);
        if (file.Length != FileBytes)
            throw new InvalidDataException($"{path} holds {file.Length} bytes; a hash key with its checksum has {FileBytes}");
        var key = file.AsSpan(0, KeyBytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(KeyBytes)) != Crc32C.Compute(key))
            throw new InvalidDataException($"{path} is damaged: its checksum does not match its key. Restore it from a backup");
        return new HashKeyFile(key, isReplacement);
    }

    private static void Make(string path)
    {
        var draft = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            var bytes = RandomNumberGenerator.GetBytes(FileBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(KeyBytes), Crc32C.Compute(bytes.AsSpan(0, KeyBytes)));
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path);
    }
}
