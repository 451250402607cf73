using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>The configured API keys, known by their SHA-256 only.</summary>
public sealed class ApiKeyRing
{
    private readonly (byte[] Hash, ApiKeyOptions Key)[] _keys;

    /// <exception cref="FormatException">A hash is not 64 hexadecimal digits.</exception>
    public ApiKeyRing(IEnumerable<ApiKeyOptions> keys) => _keys = [.. keys.Select(k => (Parse(k), k))];

    /// <summary>No key is configured: everybody on this machine may do everything.</summary>
    public bool IsOpen => _keys.Length == 0;

    /// <summary>The key that was presented, or null. Takes the same time whichever key matches, if any.</summary>
    public ApiKeyOptions? Find(string presented)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        ApiKeyOptions? found = null;
        foreach (var (known, key) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known))
                found = key;
        }
        return found;
    }

    public ApiKeyOptions? ByName(string name) => _keys.FirstOrDefault(k => k.Key.Name == name).Key;

    public static bool Grants(ApiKeyOptions key, string scope) =>
        key.Scopes.Contains(scope) || key.Scopes.Contains(Scopes.Admin);

    private static byte[] Parse(ApiKeyOptions key) =>
        key.Sha256.Length == 64
            ? Convert.FromHexString(key.Sha256)
            : throw new FormatException($"API key {key.Name}: sha256 has {key.Sha256.Length} characters, not 64 hexadecimal digits");
}
