using System.Net;
using System.Net.Sockets;
using Plimsoll.Gateway.Hosting;

namespace Plimsoll.Gateway.Tests.Hosting;

public class HostTests
{
    [Fact]
    public async Task Readiness_waits_for_every_part_and_says_for_which()
    {
        Part first = new("reading the journal") { Ready = true }, second = new("filling in history");
        await using var host = await GatewayHost.StartAsync(null, first, second);

        var early = await GetAsync(host, "/readyz");
        second.Ready = true;

        Assert.Equal((503, "not_ready", "filling in history"), (early.Status, early.Code, early.Detail));
        Assert.Equal(200, (await GetAsync(host, "/readyz")).Status);
        Assert.Equal(200, (await GetAsync(host, "/healthz")).Status);
    }

    [Fact]
    public async Task Unknown_paths_and_methods_are_problems()
    {
        await using var host = await GatewayHost.StartAsync();

        var path = await GetAsync(host, "/api/v1/nothing");
        var method = await GetAsync(host, "/api/v1/records");

        Assert.Equal((404, "application/problem+json"), (path.Status, path.Type));
        Assert.Contains("/api/v1/nothing", path.Detail, StringComparison.Ordinal);
        Assert.Equal((405, "/api/v1/records takes POST, not GET."), (method.Status, method.Detail));
    }

    [Fact]
    public async Task Answers_carry_security_headers_and_no_server_name()
    {
        await using var host = await GatewayHost.StartAsync();

        var headers = (await GetAsync(host, "/healthz")).Headers;

        Assert.Contains("frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task The_exporters_port_serves_otlp_and_nothing_else()
    {
        var port = FreePort();
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { OtlpHttp = $"127.0.0.1:{port}" });
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var empty = new ByteArrayContent([]);
        empty.Headers.ContentType = new("application/x-protobuf");

        using var traces = await client.PostAsync(new Uri("/v1/traces", UriKind.Relative), empty);
        using var components = await client.GetAsync(new Uri("/api/v1/components", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (traces.StatusCode, components.StatusCode));
    }

    [Fact]
    public async Task A_taken_exporters_port_does_not_keep_the_gateway_from_starting()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var port = ((IPEndPoint)squatter.LocalEndpoint).Port;

        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { OtlpHttp = $"127.0.0.1:{port}" });

        Assert.Equal(200, (await GetAsync(host, "/healthz")).Status);
    }

    [Fact]
    public async Task A_taken_main_port_does()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();

        await Assert.ThrowsAsync<IOException>(() => GatewayHost.StartAsync(GatewayHost.Options with { Urls = [$"http://{squatter.LocalEndpoint}"] }));
    }

    [Fact]
    public void Listening_beyond_loopback_without_a_key_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => GatewayApp.Build(GatewayHost.Options with { Urls = ["http://0.0.0.0:0"] }, demo: false, TimeProvider.System));

        Assert.Contains("api_keys", error.Message, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<Answer> GetAsync(GatewayHost host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await host.SendAsync(request);
    }

    private sealed class Part(string why) : IReadiness
    {
        public bool Ready { get; set; }
        public string? Why => why;
    }
}
