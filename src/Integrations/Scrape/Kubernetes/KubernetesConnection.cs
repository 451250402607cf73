using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Plimsoll.Integrations.Scrape.Kubernetes;

/// <summary>How the API server is reached.</summary>
/// <param name="TokenFile">Read for each request; none is sent where it is absent.</param>
/// <param name="CaFile">Certificates that the server's is checked against; where it is absent, those of the machine.</param>
public sealed record KubernetesConnection(Uri Server, string TokenFile, string CaFile)
{
    /// <summary>The server that a pod's own variables tell; null outside a cluster.</summary>
    public static Uri? OwnServer(Func<string, string?> variable)
    {
        var (host, port) = (variable("KUBERNETES_SERVICE_HOST"), variable("KUBERNETES_SERVICE_PORT"));
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port))
            return null;
        return Uri.TryCreate($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}", UriKind.Absolute, out var server) ? server : null;
    }

    /// <exception cref="System.Security.Cryptography.CryptographicException">The file of certificates holds none.</exception>
    public HttpMessageInvoker NewHttp()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
        if (Server.Scheme == Uri.UriSchemeHttps && File.Exists(CaFile))
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(CaFile);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }
        return new HttpMessageInvoker(handler);
    }
}
