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

    [Fact]
    public void Keys_that_travel_in_the_clear_are_warned_of()
    {
        var options = new PlimsollOptions { Urls = ["http://0.0.0.0:80", "https://0.0.0.0:443", "http://127.0.0.1:8080"], OtlpHttp = "10.0.0.1:4318" };

        Assert.Equal(["http://0.0.0.0:80", "10.0.0.1:4318"], Transport.Warnings(options).Select(w => w.Split(' ')[0]));
    }
}
