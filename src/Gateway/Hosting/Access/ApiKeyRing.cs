using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Reloading;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>The API keys in force: those of the configuration, and those of files, which may change.</summary>
internal sealed class ApiKeyRing : IReloadable
{
    private readonly PlimsollOptions _options;
    private ApiKey[] _keys;

    /// <exception cref="ArgumentException">A file of keys cannot be used.</exception>
    public ApiKeyRing(PlimsollOptions options)
    {
        _options = options;
        _keys = KeyFiles.TryLoad(options, out var error) ?? throw new ArgumentException(error, nameof(options));
        Files = KeyFiles.Of(options);
    }

    /// <summary>No key is configured: everybody on this machine may do everything.</summary>
    public bool IsOpen => !_options.NeedsApiKey;

    public string Name => "api_keys";

    public IReadOnlyList<string> Files { get; }

    /// <summary>The key that was presented, ended or not; null when it is none. Takes the same time whichever matches, if any.</summary>
    public ApiKey? Find(string presented)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        ApiKey? found = null;
        foreach (var key in Volatile.Read(ref _keys))
        {
            if (CryptographicOperations.FixedTimeEquals(hash, key.Hash))
                found = key;
        }
        return found;
    }

    public ApiKey? ById(string id) => Array.Find(Volatile.Read(ref _keys), k => k.Id == id);

    public string? Reload()
    {
        if (KeyFiles.TryLoad(_options, out var error) is { } loaded)
            Volatile.Write(ref _keys, loaded);
        return error;
    }
}
