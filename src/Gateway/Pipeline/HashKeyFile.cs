using System.Security.Cryptography;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>The installation's hash key, made once and kept in <c>hash.key</c> of the data directory, readable by its owner alone.</summary>
internal sealed class HashKeyFile : IHashKey
{
    private const int KeyBytes = 16;

    private HashKeyFile(ReadOnlySpan<byte> key) => Hash = new KeyedHash(key);

    public KeyedHash Hash { get; }

    /// <summary>Reads the key or makes it. Throws <see cref="InvalidDataException"/> when the file is not a key.</summary>
    public static HashKeyFile Open(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        var path = Path.Combine(dataDirectory, "hash.key");
        if (!File.Exists(path))
            Make(path);
        var key = File.ReadAllBytes(path);
        if (key.Length != KeyBytes)
            throw new InvalidDataException($"{path} holds {key.Length} bytes; a hash key has {KeyBytes}");
        return new HashKeyFile(key);
    }

    private static void Make(string path)
    {
        var draft = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path);
    }
}
