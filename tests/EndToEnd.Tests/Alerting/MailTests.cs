using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Integrations.Tests.Servers;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Alerting;

/// <summary>A gateway in a process of its own, which trusts the test's authority alone, and a mail server that speaks STARTTLS.</summary>
public sealed class MailTests : IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-mail-");

    [Fact]
    public async Task Mail_and_password_go_encrypted_to_a_server_whose_certificate_is_vouched_for()
    {
        using var certificate = Certificate();
        var authority = Path.Combine(_directory.FullName, "authority.pem");
        await File.WriteAllTextAsync(authority, certificate.ExportCertificatePem());
        await using var server = new SmtpServer { Certificate = certificate };
        var config = Path.Combine(_directory.FullName, "plimsoll.yaml");
        await File.WriteAllTextAsync(config, $$"""
            alerts:
              channels:
                - { name: mail, kind: email, host: 127.0.0.1, port: {{server.Port}}, from: plimsoll@example.com, to: [ann@example.com], user: relay, secret_env: MAIL }
            """);
        await using var gateway = new GatewayProcess(
            Path.Combine(_directory.FullName, "data"), new Dictionary<string, string> { ["MAIL"] = "s3cret", ["SSL_CERT_FILE"] = authority }, "--config", config);
        await gateway.StartAsync();

        using var sent = await gateway.Http.PostAsJsonAsync("api/v1/records", new[]
        {
            new { component = "chat", request_id = "r1", timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), total_latency_ms = 900, safety_flags = new[] { "violence" } },
        });
        await Eventually.TrueAsync(() => server.Mails.Count > 0, $"a mail comes; the gateway printed:\n{gateway.Output}", s_deadline);

        Assert.Contains("harmful-output", server.Mails[0], StringComparison.Ordinal);
        var commands = server.Commands.ToList();
        Assert.InRange(commands.IndexOf("STARTTLS"), 0, commands.FindIndex(c => c.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)) - 1);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(70));
    }
}
