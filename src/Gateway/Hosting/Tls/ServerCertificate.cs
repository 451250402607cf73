using System.Net.Security;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Reloading;

namespace Plimsoll.Gateway.Hosting.Tls;

/// <summary>The certificate in force. Connections that stand keep the one they began with.</summary>
internal sealed class ServerCertificate(TlsOptions options, SslStreamCertificateContext first) : IReloadable
{
    private SslStreamCertificateContext _current = first;

    public string Name => "certificate";

    public IReadOnlyList<string> Files { get; } = CertificateFiles.Of(options);

    public SslStreamCertificateContext Current => Volatile.Read(ref _current);

    /// <summary>Null when no certificate is configured.</summary>
    /// <exception cref="ArgumentException">It cannot be used; the message names the file.</exception>
    public static ServerCertificate? Load(TlsOptions? options) =>
        options is null ? null : new(options, CertificateFiles.TryLoad(options, out var error) ?? throw new ArgumentException(error, nameof(options)));

    public string? Reload()
    {
        if (CertificateFiles.TryLoad(options, out var error) is { } loaded)
            Volatile.Write(ref _current, loaded);
        return error;
    }
}
