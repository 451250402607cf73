using System.Globalization;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Tests.Hosting.Access;

public class RateLimitTests
{
    private static readonly ApiKeyOptions Slow = Keys.Key("slow", "first-key-of-slow", "ingest", "read") with { RequestsPerSecond = 0.01, Burst = 2 };

    [Fact]
    public async Task A_client_beyond_its_rate_is_told_when_to_come_again()
    {
        await using var host = await StartAsync();
        Assert.Equal((200, 200), ((await host.SendAsync("first-key-of-slow")).Status, (await host.SendAsync("first-key-of-slow")).Status));

        var beyond = await host.SendAsync("first-key-of-slow");

        Assert.Equal((429, "rate_limited"), (beyond.Status, beyond.Code));
        Assert.InRange(int.Parse(beyond.RetryAfter!, CultureInfo.InvariantCulture), 1, 100);
        Assert.Equal(2, host.Pipeline.Records.Count);
    }

    [Fact]
    public async Task All_keys_and_sessions_of_a_client_share_its_rate_and_others_do_not()
    {
        await using var host = await StartAsync();
        var cookie = await host.SignInAsync("second-key-of-slow");
        await host.SendAsync("first-key-of-slow");
        await host.SendAsync("second-key-of-slow");

        Assert.Equal(429, (await host.SendAsync("second-key-of-slow")).Status);
        Assert.Equal(429, (await host.CallAsync(HttpMethod.Get, "/api/v1/components", ("Cookie", cookie))).Status);
        Assert.Equal(200, (await host.SendAsync("the-key-of-another")).Status);
        Assert.Contains(
            "plimsoll_gateway_denied_requests_total{reason=\"rate_limited\",client=\"slow\"} 2",
            (await host.CallAsync(HttpMethod.Get, "/metrics", ("X-Api-Key", "the-key-of-another"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_does_not_hold_back_those_who_keep_to_it()
    {
        var key = Keys.Key("fast", "the-key-of-the-fast", "ingest") with { RequestsPerSecond = 1_000_000 };
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { ApiKeys = [key] });

        for (var i = 0; i < 100; i++)
            Assert.Equal(200, (await host.SendAsync("the-key-of-the-fast")).Status);
    }

    private static Task<GatewayHost> StartAsync() => GatewayHost.StartAsync(GatewayHost.Options with
    {
        ApiKeys = [Slow, Slow with { Sha256 = Keys.Hash("second-key-of-slow") }, Keys.Key("another", "the-key-of-another", "ingest", "read")],
    });
}
