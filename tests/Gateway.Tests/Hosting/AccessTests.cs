using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.Tests.Hosting;

public class AccessTests
{
    private const string Record = """{"component":"chat","timestamp":"2026-11-20T12:00:00Z","input_tokens":10}""";

    private static readonly PlimsollOptions Keyed = GatewayHost.Options with
    {
        ApiKeys = [Key("sender", "send-key", "ingest"), Key("viewer", "view-key", "read"), Key("boss", "boss-key", "admin")],
    };

    [Theory]
    [InlineData(null, 401)]
    [InlineData("wrong", 401)]
    [InlineData("", 401)]
    [InlineData("send-key", 200)]
    [InlineData("view-key", 403)]
    [InlineData("boss-key", 200)]
    public async Task Sending_needs_a_key_with_the_scope_ingest(string? key, int status)
    {
        await using var host = await GatewayHost.StartAsync(Keyed);

        Assert.Equal(status, (await CallAsync(host, HttpMethod.Post, "/api/v1/records", "X-Api-Key", key)).Status);
        Assert.Equal(status, (await CallAsync(host, HttpMethod.Post, "/api/v1/records", "Authorization", key is null ? null : $"Bearer {key}")).Status);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("send-key", 403)]
    [InlineData("view-key", 200)]
    public async Task Reading_needs_the_scope_read(string? key, int status)
    {
        await using var host = await GatewayHost.StartAsync(Keyed);

        foreach (var path in new[] { "/api/v1/components", "/metrics" })
            Assert.Equal(status, (await CallAsync(host, HttpMethod.Get, path, "X-Api-Key", key)).Status);
    }

    [Fact]
    public async Task A_refusal_says_what_is_missing_and_never_repeats_the_key()
    {
        await using var host = await GatewayHost.StartAsync(Keyed);

        var wrong = await CallAsync(host, HttpMethod.Post, "/api/v1/records", "X-Api-Key", "my-mistyped-key");
        var scope = await CallAsync(host, HttpMethod.Post, "/api/v1/records", "X-Api-Key", "view-key");

        Assert.Equal(("unknown_key", "application/problem+json"), (wrong.Code, wrong.Type));
        Assert.DoesNotContain("mistyped", wrong.Text, StringComparison.Ordinal);
        Assert.Equal("Bearer", wrong.Headers.WwwAuthenticate.ToString());
        Assert.Contains("'ingest'", scope.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("view-key", scope.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probes_need_no_key()
    {
        await using var host = await GatewayHost.StartAsync(Keyed);

        Assert.Equal(200, (await CallAsync(host, HttpMethod.Get, "/healthz", "X-Api-Key", null)).Status);
        Assert.Equal(200, (await CallAsync(host, HttpMethod.Get, "/readyz", "X-Api-Key", null)).Status);
    }

    [Fact]
    public async Task A_browser_is_led_to_the_form_and_signs_in_with_a_cookie()
    {
        await using var host = await GatewayHost.StartAsync(Keyed);
        using var visit = new HttpRequestMessage(HttpMethod.Get, "/?range=1h");
        visit.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var redirect = await host.Client.SendAsync(visit);
        Assert.Equal("/login?return=%2F%3Frange%3D1h", redirect.Headers.Location?.OriginalString);
        Assert.Contains("<form", await host.Client.GetStringAsync(redirect.Headers.Location), StringComparison.Ordinal);

        using var signedIn = await SignInAsync(host, redirect.Headers.Location!, "view-key");

        Assert.Equal((HttpStatusCode.SeeOther, "/?range=1h"), (signedIn.StatusCode, signedIn.Headers.Location?.OriginalString));
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("view-key", cookie, StringComparison.Ordinal);
        var value = cookie.Split(';')[0];
        Assert.Equal(200, (await CallAsync(host, HttpMethod.Get, "/api/v1/components", "Cookie", value)).Status);
        Assert.Equal(403, (await CallAsync(host, HttpMethod.Post, "/api/v1/records", "Cookie", value)).Status);
        Assert.Equal(401, (await CallAsync(host, HttpMethod.Get, "/api/v1/components", "Cookie", value[..^2] + "AA")).Status);
        Assert.Equal(401, (await CallAsync(host, HttpMethod.Get, "/api/v1/components", "Cookie", $"{Sessions.CookieName}=..")).Status);
        host.Time.Advance(TimeSpan.FromHours(13));
        Assert.Equal(401, (await CallAsync(host, HttpMethod.Get, "/api/v1/components", "Cookie", value)).Status);
    }

    [Theory]
    [InlineData("wrong", 401)]
    [InlineData("", 401)]
    public async Task A_wrong_key_stays_at_the_form(string key, int status)
    {
        await using var host = await GatewayHost.StartAsync(Keyed);

        using var answer = await SignInAsync(host, new Uri("/login", UriKind.Relative), key);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/%0d%0aSet-Cookie:x")]
    public async Task Signing_in_leads_nowhere_else(string target)
    {
        await using var host = await GatewayHost.StartAsync(Keyed);

        using var answer = await SignInAsync(host, new Uri($"/login?return={(target.Contains('%') ? target : Uri.EscapeDataString(target))}", UriKind.Relative), "view-key");

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Without_keys_other_host_names_and_other_sites_pages_are_refused()
    {
        await using var host = await GatewayHost.StartAsync();

        var rebound = await CallAsync(host, HttpMethod.Get, "/api/v1/components", "Host", "evil.example");
        var foreign = await CallAsync(host, HttpMethod.Post, "/api/v1/records", "Sec-Fetch-Site", "cross-site");

        Assert.Equal((421, "foreign_host"), (rebound.Status, rebound.Code));
        Assert.Equal((403, "foreign_site"), (foreign.Status, foreign.Code));
        Assert.Equal(200, (await CallAsync(host, HttpMethod.Post, "/api/v1/records", "Host", "localhost:99")).Status);
    }

    private static ApiKeyOptions Key(string name, string key, params string[] scopes) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), scopes);

    private static async Task<HttpResponseMessage> SignInAsync(GatewayHost host, Uri form, string key)
    {
        using var content = new FormUrlEncodedContent([new("key", key)]);
        return await host.Client.PostAsync(form, content);
    }

    private static async Task<Answer> CallAsync(GatewayHost host, HttpMethod method, string path, string header, string? value)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
            request.Content = new StringContent(Record, Encoding.UTF8, "application/json");
        if (value is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        return await host.SendAsync(request);
    }
}
