using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Tests.Hosting.Tls;

namespace Plimsoll.Gateway.Tests.Hosting.Access;

public class SessionTests
{
    private const string Key = "the-key-of-the-viewer";

    private static readonly PlimsollOptions Keyed = GatewayHost.Options with { ApiKeys = [Keys.Key("viewer", Key, "read"), Keys.Key("boss", "the-key-of-the-boss", "admin")] };

    [Fact]
    public async Task Signing_out_ends_the_session_for_whoever_has_its_cookie()
    {
        await using var host = await GatewayHost.StartAsync(Keyed);
        var cookie = await host.SignInAsync(Key);
        Assert.Equal(200, (await ReadAsync(host, cookie)).Status);

        var signedOut = await host.CallAsync(HttpMethod.Post, "/logout", ("Cookie", cookie));

        Assert.Equal((303, "/login"), (signedOut.Status, signedOut.Headers.Location?.OriginalString));
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(signedOut.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(401, (await ReadAsync(host, cookie)).Status);
    }

    [Fact]
    public async Task A_page_offers_to_sign_out_only_to_those_who_signed_in()
    {
        await using var host = await GatewayHost.StartAsync(Keyed);
        var cookie = await host.SignInAsync(Key);

        Assert.Contains("action=\"/logout\"", (await host.CallAsync(HttpMethod.Get, "/", ("Cookie", cookie))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/logout", (await host.CallAsync(HttpMethod.Get, "/", ("X-Api-Key", Key))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Pages_of_other_sites_can_neither_sign_out_nor_write_with_a_session(string site)
    {
        await using var host = await GatewayHost.StartAsync(Keyed);
        var cookie = await host.SignInAsync("the-key-of-the-boss");

        var signOut = await host.CallAsync(HttpMethod.Post, "/logout", ("Cookie", cookie), ("Sec-Fetch-Site", site));
        var write = await host.CallAsync(HttpMethod.Post, "/api/v1/records", ("Cookie", cookie), ("Sec-Fetch-Site", site));

        Assert.Equal(("foreign_site", "foreign_site"), (signOut.Code, write.Code));
        Assert.Equal(200, (await ReadAsync(host, cookie)).Status);
    }

    [Fact]
    public async Task Beyond_the_bound_the_oldest_session_ends()
    {
        await using var host = await GatewayHost.StartAsync(Keyed);
        var first = await host.SignInAsync(Key);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 1; i < Sessions.MaxSessions; i++)
            await host.SignInAsync(Key);
        Assert.Equal(200, (await ReadAsync(host, first)).Status);

        var last = await host.SignInAsync(Key);

        Assert.Equal((401, 200), ((await ReadAsync(host, first)).Status, (await ReadAsync(host, last)).Status));
        Assert.Contains("plimsoll_gateway_sessions 1000", (await host.CallAsync(HttpMethod.Get, "/metrics", ("X-Api-Key", Key))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_tls_the_cookie_never_travels_in_the_clear()
    {
        using var certificate = new TestCertificate();
        certificate.Write();
        await using var host = await GatewayHost.StartAsync(Keyed with { Urls = ["https://127.0.0.1:0"], Tls = certificate.Options });
        using var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Thumbprint },
        });
        using var form = new FormUrlEncodedContent([new("key", Key)]);

        using var answer = await client.PostAsync(new Uri(host.Client.BaseAddress!, "/login"), form);

        Assert.Contains("; secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    private static Task<Answer> ReadAsync(GatewayHost host, string cookie) => host.CallAsync(HttpMethod.Get, "/api/v1/components", ("Cookie", cookie));
}
