using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Hosting.Reloading;
using Plimsoll.Gateway.Hosting.Tls;
using Plimsoll.Gateway.Tests.Ingest.Otlp.Grpc;

namespace Plimsoll.Gateway.Tests.Hosting.Tls;

public sealed class TlsTests : IDisposable
{
    private const byte Alert = 0x15;
    private const byte Handshake = 0x16;
    private const byte UnsupportedVersion = 70;

    private readonly TestCertificate _certificate = new();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task The_configured_certificate_is_shown(SslProtocols version)
    {
        var thumbprint = _certificate.Write();
        await using var host = await StartAsync(_certificate.Options);

        Assert.Equal((thumbprint, version), await ShakeHandsAsync(host, version));
    }

    [Theory]
    [InlineData(0x02, Alert)]
    [InlineData(0x03, Handshake)]
    public async Task Versions_before_1_2_are_refused(byte minor, byte answered)
    {
        _certificate.Write();
        await using var host = await StartAsync(_certificate.Options);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(host.App.Urls.First()).Port);

        await socket.GetStream().WriteAsync(ClientHello(minor));

        var record = new byte[7];
        await socket.GetStream().ReadExactlyAsync(record);
        Assert.Equal(answered, record[0]);
        if (answered == Alert)
            Assert.Equal(UnsupportedVersion, record[6]);
    }

    [Fact]
    public async Task The_encrypted_key_and_the_pkcs12_file_need_their_password()
    {
        var thumbprint = _certificate.Write(password: "open sesame", pfx: true);
        var pem = _certificate.Options with { PasswordFile = _certificate.PasswordFile };
        var pfx = new TlsOptions { Certificate = _certificate.Pfx, PasswordFile = _certificate.PasswordFile };
        foreach (var options in new[] { pem, pfx })
        {
            await using var host = await StartAsync(options);
            Assert.Equal(thumbprint, (await ShakeHandsAsync(host, SslProtocols.None)).Thumbprint);
        }
        File.WriteAllText(_certificate.PasswordFile, "wrong");

        Assert.Null(CertificateFiles.TryLoad(pem, out var first));
        Assert.Null(CertificateFiles.TryLoad(pfx, out var second));

        Assert.All([first, second], e => Assert.StartsWith("tls: the certificate ", e, StringComparison.Ordinal));
        Assert.DoesNotContain("wrong", first + second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_replaced_is_shown_without_a_restart()
    {
        _certificate.Write();
        await using var host = await StartAsync(_certificate.Options);
        var watch = host.App.Services.GetRequiredService<FileWatch>();

        var next = _certificate.Write();
        watch.Look();

        Assert.Equal(next, (await ShakeHandsAsync(host, SslProtocols.None)).Thumbprint);
    }

    [Fact]
    public async Task While_the_files_do_not_fit_each_other_the_old_certificate_stays()
    {
        var first = _certificate.Write();
        await using var host = await StartAsync(_certificate.Options);
        var watch = host.App.Services.GetRequiredService<FileWatch>();
        var oldKey = File.ReadAllText(_certificate.Key);

        var next = _certificate.Write();
        var newKey = File.ReadAllText(_certificate.Key);
        File.WriteAllText(_certificate.Key, oldKey);
        watch.Look();
        Assert.Equal(first, (await ShakeHandsAsync(host, SslProtocols.None)).Thumbprint);

        File.WriteAllText(_certificate.Key, newKey);
        watch.Look();
        Assert.Equal(next, (await ShakeHandsAsync(host, SslProtocols.None)).Thumbprint);
        var metrics = await MetricsAsync(host);
        Assert.Contains("plimsoll_gateway_certificate_expiry_timestamp_seconds ", metrics, StringComparison.Ordinal);
        foreach (var result in new[] { "refused", "taken" })
            Assert.Contains($"plimsoll_gateway_reloads_total{{what=\"certificate\",result=\"{result}\"}} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browsers_are_told_to_stay_with_tls()
    {
        _certificate.Write();
        await using var host = await StartAsync(_certificate.Options);
        using var client = Client();

        using var answer = await client.GetAsync(new Uri(new Uri(host.App.Urls.First()), "/healthz"));

        Assert.Equal((HttpStatusCode.OK, "max-age=31536000"), (answer.StatusCode, answer.Headers.GetValues("Strict-Transport-Security").Single()));
    }

    [Fact]
    public async Task The_exporters_port_takes_tls_too()
    {
        _certificate.Write();
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { OtlpHttp = $"https://127.0.0.1:{port}", Tls = _certificate.Options });
        using var client = Client();
        using var empty = new ByteArrayContent([]) { Headers = { ContentType = new("application/x-protobuf") } };

        using var answer = await client.PostAsync(new Uri($"https://127.0.0.1:{port}/v1/traces"), empty);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Grpc_is_spoken_over_tls_too()
    {
        _certificate.Write();
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { OtlpGrpc = "https://127.0.0.1:0", Tls = _certificate.Options });
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(host.App.Urls.Last()), GrpcCall.Traces))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(GrpcCall.Frame([], 0)) { Headers = { ContentType = new("application/grpc") } },
        };

        using var answer = await client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20, "0"), (answer.StatusCode, answer.Version, answer.TrailingHeaders.GetValues("grpc-status").Single()));
    }

    [Fact]
    public void A_certificate_that_cannot_be_used_keeps_the_gateway_from_starting()
    {
        var error = Assert.Throws<ArgumentException>(() => GatewayApp.Build(Encrypted(_certificate.Options), demo: false, TimeProvider.System));

        Assert.Contains(_certificate.Pem, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _certificate.Dispose();

    private static PlimsollOptions Encrypted(TlsOptions tls) => GatewayHost.Options with { Urls = ["https://127.0.0.1:0"], Tls = tls };

    private static Task<GatewayHost> StartAsync(TlsOptions tls) => GatewayHost.StartAsync(Encrypted(tls));

    /// <summary>RFC 5246, 7.4.1.2: two suites with ECDSA, of which the second exists in every version, and one curve.</summary>
    private static byte[] ClientHello(byte minor)
    {
        byte[] extensions = [0, 10, 0, 4, 0, 2, 0, 23, 0, 13, 0, 4, 0, 2, 4, 3, 0, 11, 0, 2, 1, 0];
        byte[] hello = [3, minor, .. new byte[32], 0, 0, 4, 0xC0, 0x2B, 0xC0, 0x09, 1, 0, 0, (byte)extensions.Length, .. extensions];
        return [Handshake, 3, 1, 0, (byte)(hello.Length + 4), 1, 0, 0, (byte)hello.Length, .. hello];
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.Thumbprint },
    });

    private async Task<string> MetricsAsync(GatewayHost host)
    {
        using var client = Client();
        return await client.GetStringAsync(new Uri(new Uri(host.App.Urls.First()), "/metrics"));
    }

    private static async Task<(string Thumbprint, SslProtocols Version)> ShakeHandsAsync(GatewayHost host, SslProtocols version)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(host.App.Urls.First()).Port);
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.Subject == TestCertificate.Subject);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", EnabledSslProtocols = version });
        return (tls.RemoteCertificate!.GetCertHashString(), tls.SslProtocol);
    }
}
