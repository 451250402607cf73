using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>One key in force, known by its SHA-256 only.</summary>
internal sealed class ApiKey
{
    private const int IdLength = 16;

    /// <exception cref="FormatException">The hash is not 64 hexadecimal digits.</exception>
    public ApiKey(ApiKeyOptions options)
    {
        Options = options;
        Hash = options.Sha256.Length == 64
            ? Convert.FromHexString(options.Sha256)
            : throw new FormatException($"API key {options.Name}: sha256 has {options.Sha256.Length} characters, not 64 hexadecimal digits");
    }

    public ApiKeyOptions Options { get; }

    public byte[] Hash { get; }

    /// <summary>Tells the keys of one client apart without telling anything of them.</summary>
    public string Id => Options.Sha256[..IdLength];

    public string Client => Options.Name;

    public bool HasEnded(DateTimeOffset now) => now >= Options.NotAfter;

    public bool Grants(string scope) => Options.Scopes.Contains(scope) || Options.Scopes.Contains(Scopes.Admin);
}
