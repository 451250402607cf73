namespace Plimsoll.Configuration.Tests.Binding;

public class ServerBinderTests
{
    [Fact]
    public void Every_limit_is_read()
    {
        var server = Reading.Valid("""
            server:
              max_connections: 10
              max_connections_per_address: 5
              max_headers: 20
              max_header_bytes: 8KiB
              headers_timeout: 5s
              keep_alive_timeout: 30s
              request_timeout: 10s
              min_body_bytes_per_second: 100
            """).Server;

        Assert.Equal(
            new ServerOptions
            {
                MaxConnections = 10,
                MaxConnectionsPerAddress = 5,
                MaxHeaders = 20,
                MaxHeaderBytes = 8 << 10,
                HeadersTimeout = TimeSpan.FromSeconds(5),
                KeepAliveTimeout = TimeSpan.FromSeconds(30),
                RequestTimeout = TimeSpan.FromSeconds(10),
                MinBodyBytesPerSecond = 100,
            }, server);
        Assert.Equal(new ServerOptions(), Reading.Valid("").Server);
    }

    [Theory]
    [InlineData("{ max_connections: 0 }", "1:28 server.max_connections: '0' is not a whole number from 1 to 1000000")]
    [InlineData("{ max_header_bytes: 2MiB }", "1:29 server.max_header_bytes: '2MiB' is out of range; it may be 1KiB to 1MiB")]
    [InlineData("{ request_timeout: 2h }", "1:28 server.request_timeout: '2h' is out of range; it may be 1s to 1h")]
    public void A_limit_has_a_range(string section, string error) => Assert.Equal(error, Reading.Error($"server: {section}\n"));
}
