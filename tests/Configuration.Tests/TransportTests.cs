namespace Plimsoll.Configuration.Tests;

public class TransportTests
{
    private static readonly TlsOptions Tls = new() { Certificate = "a.crt" };

    [Fact]
    public void An_https_address_needs_a_certificate()
    {
        var options = new PlimsollOptions { Urls = ["https://127.0.0.1:8443"], OtlpHttp = "https://127.0.0.1:4318" };

        Assert.Equal(["https://127.0.0.1:8443", "https://127.0.0.1:4318"], Transport.Errors(options).Select(e => e.Split(' ')[0]));
        Assert.Empty(Transport.Errors(options with { Tls = Tls }));
    }

    [Fact]
    public void A_certificate_that_no_address_uses_is_an_error() =>
        Assert.StartsWith("tls names the certificate a.crt, but no address", Assert.Single(Transport.Errors(new PlimsollOptions { Tls = Tls })), StringComparison.Ordinal);
}
