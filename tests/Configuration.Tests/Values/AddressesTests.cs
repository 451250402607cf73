namespace Plimsoll.Configuration.Tests.Values;

public class AddressesTests
{
    [Theory]
    [InlineData("http://localhost:0")]
    [InlineData("http://0.0.0.0:80")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://plimsoll.internal:8080/")]
    [InlineData("http://+:8080")]
    [InlineData("https://127.0.0.1:8443")]
    public void An_address_of_the_main_port_is_read(string text) => Assert.Equal([text], Reading.Valid($"urls: '{text}'\n").Urls);

    [Theory]
    [InlineData("ftp://127.0.0.1:8443")]
    [InlineData("https://127.0.0.1")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("http://:8080")]
    [InlineData("http://127.0.0.1:70000")]
    [InlineData("http://a b:80")]
    [InlineData("http://127.0.0.1:80/path")]
    public void Another_text_is_not_an_address(string text) =>
        Assert.Contains($"'{text}' is not http://host:port", Reading.Error($"urls: '{text}'\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("4318")]
    [InlineData("http://127.0.0.1:4318")]
    [InlineData("Off")]
    public void An_otlp_address_is_host_and_port_or_off(string text) =>
        Assert.Contains($"'{text}' is not host:port, https://host:port or off", Reading.Error($"otlp_http: {text}\n"), StringComparison.Ordinal);
}
