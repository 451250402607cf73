namespace Plimsoll.Configuration.Tests;

public class ExposureTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", false)]
    [InlineData("http://localhost:8080/", false)]
    [InlineData("http://[::1]:8080", false)]
    [InlineData("http://127.8.9.10:8080", false)]
    [InlineData("http://0.0.0.0:8080", true)]
    [InlineData("http://[::]:8080", true)]
    [InlineData("http://*:8080", true)]
    [InlineData("http://10.0.0.1:8080", true)]
    [InlineData("http://localhost.example.com:8080", true)]
    public void An_address_beyond_loopback_needs_an_api_key(string url, bool exposed)
    {
        var errors = Exposure.Errors(new PlimsollOptions { Urls = [url] });

        Assert.Equal(exposed, errors is [var error] && error.StartsWith($"{url} can be reached from beyond this machine", StringComparison.Ordinal));
        Assert.Empty(Exposure.Errors(new PlimsollOptions { Urls = [url], ApiKeys = [new ApiKeyOptions("a", "b", ["read"])] }));
    }

    [Fact]
    public void The_otlp_ports_are_held_to_it_too()
    {
        var errors = Exposure.Errors(new PlimsollOptions { OtlpHttp = "0.0.0.0:4318", OtlpGrpc = "192.168.0.1:4317" });

        Assert.Equal(["0.0.0.0:4318", "192.168.0.1:4317"], errors.Select(e => e.Split(' ')[0]));
        Assert.Empty(Exposure.Errors(new PlimsollOptions { OtlpHttp = null, OtlpGrpc = null }));
    }
}
