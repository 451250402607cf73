using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Plimsoll.Gateway.Hosting.Tls;

/// <summary>TLS 1.2 and 1.3 on a listener, with the certificate that is in force when a connection begins.</summary>
internal static class TlsListening
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    public static void UseTls(this ListenOptions listener, ServerCertificate certificate)
    {
        List<SslApplicationProtocol> protocols = listener.Protocols == HttpProtocols.Http2
            ? [SslApplicationProtocol.Http2]
            : [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
        listener.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeTimeout,
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ApplicationProtocols = protocols,
                AllowRenegotiation = false,
            }),
        });
    }
}
