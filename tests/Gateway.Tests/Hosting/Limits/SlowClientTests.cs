using System.Net;
using Plimsoll.Configuration;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Hosting.Limits;

/// <summary>Clients that hold connections without using them are cut off, and others are served meanwhile.</summary>
public class SlowClientTests
{
    private const string HalfHeaders = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";
    private const string HalfBody = "POST /api/v1/records HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n[{";
    private const string Record = """{"component":"chat","timestamp":"2026-11-20T12:00:00Z","input_tokens":10}""";

    [Fact]
    public async Task Headers_that_never_end_are_cut_off()
    {
        await using var host = await StartAsync(new ServerOptions { HeadersTimeout = TimeSpan.FromSeconds(1) });
        using var slow = await Attackers.ConnectAsync(host.Client.BaseAddress!, 50, HalfHeaders);

        Assert.Equal(200, (await host.PostAsync("/api/v1/records", Record)).Status);

        Assert.All(await slow.ToldUntilCutOffAsync(), told => Assert.StartsWith("HTTP/1.1 408 ", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connections_that_say_nothing_are_closed()
    {
        await using var host = await StartAsync(new ServerOptions { KeepAliveTimeout = TimeSpan.FromSeconds(1) });
        using var silent = await Attackers.ConnectAsync(host.Client.BaseAddress!, 20, "");

        Assert.All(await silent.ToldUntilCutOffAsync(), told => Assert.Equal("", told));
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_answered_408_and_gives_its_place_back()
    {
        await using var host = await StartAsync(
            new ServerOptions { RequestTimeout = TimeSpan.FromSeconds(1) }, new IngestOptions { MaxConcurrentRequests = 5 });
        using var slow = await Attackers.ConnectAsync(host.Client.BaseAddress!, 5, HalfBody);

        Assert.All(await slow.ToldUntilCutOffAsync(), told => Assert.Contains("\"code\":\"request_timeout\"", told, StringComparison.Ordinal));

        Assert.Equal(200, (await host.PostAsync("/api/v1/records", Record)).Status);
        Assert.Equal(0, host.Pipeline.Outstanding);
        Assert.Contains("plimsoll_gateway_timed_out_requests_total 5", await host.Client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_cut_off()
    {
        await using var host = await StartAsync(new ServerOptions { MinBodyBytesPerSecond = 1024 });
        using var slow = await Attackers.ConnectAsync(host.Client.BaseAddress!, 5, HalfBody);

        Assert.Equal(200, (await host.PostAsync("/api/v1/records", Record)).Status);

        Assert.All(await slow.ToldUntilCutOffAsync(), told => Assert.StartsWith("HTTP/1.1 408 ", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_address_that_takes_all_it_may_leaves_places_for_others()
    {
        await using var host = await StartAsync(new ServerOptions { MaxConnections = 40, MaxConnectionsPerAddress = 20 });
        using var first = await Attackers.ConnectAsync(host.Client.BaseAddress!, 20, HalfHeaders);
        using var more = await Attackers.ConnectAsync(host.Client.BaseAddress!, 30, "");

        Assert.All(await more.ToldUntilCutOffAsync(), told => Assert.Equal("", told));

        Assert.Equal(200, (await host.PostAsync("/api/v1/records", Record)).Status);
        await Eventually.TrueAsync(async () => (await host.Client.GetStringAsync("/metrics"))
            .Contains("plimsoll_gateway_refused_connections_total{limit=\"max_connections_per_address\"} 30", StringComparison.Ordinal), "all are counted");
    }

    [Theory]
    [InlineData(65, 10)]
    [InlineData(1, 40_000)]
    public async Task A_flood_of_headers_is_refused_and_its_connection_closed(int headers, int length)
    {
        await using var host = await StartAsync(new ServerOptions());
        var flood = string.Concat(Enumerable.Range(0, headers).Select(i => $"X-Flood-{i}: {new string('x', length)}\r\n"));
        using var attacker = await Attackers.ConnectAsync(host.Client.BaseAddress!, 1, $"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n{flood}\r\n");

        Assert.StartsWith("HTTP/1.1 431 ", Assert.Single(await attacker.ToldUntilCutOffAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode);
    }

    private static Task<GatewayHost> StartAsync(ServerOptions server, IngestOptions? ingest = null) =>
        GatewayHost.StartAsync(GatewayHost.Options with { Server = server, Ingest = ingest ?? new() });
}
