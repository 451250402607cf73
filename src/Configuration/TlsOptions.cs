namespace Plimsoll.Configuration;

/// <summary>The certificate that every https address shows. Its files are read again when they change.</summary>
public sealed record TlsOptions
{
    /// <summary>PEM with the certificate and the chain above it, or PKCS #12 (.pfx, .p12).</summary>
    public string Certificate { get; init; } = "";

    /// <summary>PEM of the private key; null when it stands in the file of the certificate.</summary>
    public string? Key { get; init; }

    /// <summary>File that holds the password of the key; null for none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Environment variable that holds the password of the key; null for none.</summary>
    public string? PasswordVariable { get; init; }

    public bool IsPkcs12 => Certificate.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || Certificate.EndsWith(".p12", StringComparison.OrdinalIgnoreCase);
}
