using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Integrations.Notifiers;
using Plimsoll.Integrations.Tests.Servers;

namespace Plimsoll.Integrations.Tests.Notifiers;

public class EmailTests
{
    [Fact]
    public async Task Mail_says_what_fires_to_everybody_and_belongs_to_its_incident()
    {
        await using var server = new SmtpServer();

        Assert.IsType<DeliveryOutcome.Sent>(await SendAsync(server, tls: false));

        var mail = Assert.Single(server.Mails);
        Assert.Contains("Subject: [P1] support/chat: ttft-high firing", mail, StringComparison.Ordinal);
        Assert.Contains("References: <20261102-1@plimsoll>", mail, StringComparison.Ordinal);
        Assert.Contains("latency.ttft.p95 1.2s > 500ms", mail, StringComparison.Ordinal);
        Assert.Contains("MAIL FROM:<plimsoll@example.com>", server.Commands);
        Assert.Equal(["RCPT TO:<ann@example.com>", "RCPT TO:<bob@example.com>"], server.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task User_signs_in_with_the_password()
    {
        await using var server = new SmtpServer();

        Assert.IsType<DeliveryOutcome.Sent>(await SendAsync(server, tls: false, user: "relay"));

        Assert.Contains(server.Commands, c => c.Equals($"AUTH login {Base64("relay")}", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Base64("s3cret"), server.Commands);
    }

    [Theory]
    [InlineData("550 no such user", "smtp_550", true)]
    [InlineData("450 later", "smtp_450", false)]
    public async Task Refusal_is_final_or_for_now_as_the_server_says(string answer, string reason, bool final)
    {
        await using var server = new SmtpServer { Answers = new() { ["RCPT"] = answer } };

        var outcome = await SendAsync(server, tls: false);

        Assert.Equal(final ? new DeliveryOutcome.Rejected(reason) : new DeliveryOutcome.Later(null, reason), outcome);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Mail_that_went_to_one_of_two_has_gone()
    {
        await using var server = new SmtpServer { Answers = new() { ["RCPT TO:<bob"] = "550 no such user" } };

        Assert.IsType<DeliveryOutcome.Sent>(await SendAsync(server, tls: false));

        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Password_is_not_sent_where_the_server_offers_no_encryption()
    {
        await using var server = new SmtpServer();

        Assert.IsType<DeliveryOutcome.Later>(await SendAsync(server, tls: true, user: "relay"));

        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Password_is_not_sent_to_a_server_whose_certificate_nobody_vouches_for()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(70));
        await using var server = new SmtpServer { Certificate = certificate };

        var outcome = await SendAsync(server, tls: true, user: "relay");

        Assert.Equal(new DeliveryOutcome.Later(null, "tls"), outcome);
        Assert.Contains("STARTTLS", server.Commands);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase));
    }

    private static Task<DeliveryOutcome> SendAsync(SmtpServer server, bool tls, string? user = null)
    {
        var settings = new ChannelSettings(ChannelKind.Email, new() { Name = "mail" })
        {
            Secret = new("s3cret"),
            Timeout = TimeSpan.FromSeconds(60),
            Mail = new("127.0.0.1", server.Port, "plimsoll@example.com", ["ann@example.com", "bob@example.com"], user, tls),
            Title = "[{priority}] {component}: {alertname} {status}",
        };
        return NotifierFactory.Make(settings, null, TimeProvider.System).SendAsync(Told.Firing(), default);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
