using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Reloading;

namespace Plimsoll.Gateway.Hosting.Tls;

/// <summary>Reads the certificate, its chain and its key.</summary>
internal static class CertificateFiles
{
    public static IReadOnlyList<string> Of(TlsOptions options) =>
        [.. new[] { options.Certificate, options.Key, options.PasswordFile }.OfType<string>()];

    /// <returns>Null when <paramref name="error"/> says what is wrong.</returns>
    public static SslStreamCertificateContext? TryLoad(TlsOptions options, out string? error)
    {
        try
        {
            error = null;
            return Load(options);
        }
        // ArgumentException: the key is another certificate's.
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            error = $"tls: the certificate {options.Certificate} with its key cannot be used: {e.Message}";
            return null;
        }
    }

    private static SslStreamCertificateContext Load(TlsOptions options)
    {
        var password = Password(options);
        return options.IsPkcs12 ? FromPkcs12(options, password) : FromPem(options, password);
    }

    private static SslStreamCertificateContext FromPem(TlsOptions options, string? password)
    {
        var pem = SmallFile.ReadText(options.Certificate);
        var key = options.Key is null ? pem : SmallFile.ReadText(options.Key);
        var leaf = password is null ? X509Certificate2.CreateFromPem(pem, key) : X509Certificate2.CreateFromEncryptedPem(pem, key, password);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(pem);
        chain.RemoveAt(0);
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    private static SslStreamCertificateContext FromPkcs12(TlsOptions options, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(SmallFile.ReadBytes(options.Certificate), password);
        var leaf = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("It holds no private key.");
        all.Remove(leaf);
        return SslStreamCertificateContext.Create(leaf, all, offline: true);
    }

    private static string? Password(TlsOptions options) =>
        options.PasswordFile is { } file ? SmallFile.ReadText(file).TrimEnd('\r', '\n')
        : options.PasswordVariable is { } variable ? Environment.GetEnvironmentVariable(variable)
        : null;
}
