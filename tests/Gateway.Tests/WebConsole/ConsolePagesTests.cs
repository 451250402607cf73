using System.Net;
using System.Security.Cryptography;
using System.Text;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.WebConsole;

public sealed class ConsolePagesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 30, TimeSpan.Zero);

    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });

    [Fact]
    public async Task The_fleet_shows_a_row_for_each_component_and_what_is_wrong_first()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now), time: new ManualTimeProvider(Now));

        var page = await GetAsync(host, "/");

        Assert.Contains("412 ms", page, StringComparison.Ordinal);
        Assert.Contains("$12.40", page, StringComparison.Ordinal);
        Assert.Contains("94.0% of requests failed", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("<tr data-key=\"" + CannedFleet.Failing, StringComparison.Ordinal) < page.IndexOf("<tr data-key=\"" + CannedFleet.Full, StringComparison.Ordinal));
        Assert.Contains("href=\"/components/org/Qwen2.5-7B%20Instruct\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_component_whose_name_has_slashes_and_spaces_has_a_page()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now), time: new ManualTimeProvider(Now));

        var page = await GetAsync(host, "/components/org/Qwen2.5-7B%20Instruct");

        Assert.Contains("<h1>org/Qwen2.5-7B Instruct</h1>", page, StringComparison.Ordinal);
        Assert.Contains("upstream_timeout", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_has_its_values_as_a_table_with_gaps_said()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now), time: new ManualTimeProvider(Now));

        var page = await GetAsync(host, $"/components/{CannedFleet.Full}?range=15m&table=gpu");

        Assert.Contains("Memory", page, StringComparison.Ordinal);
        Assert.Equal(15, page.Split("<tr data-key=").Length - 1);
        Assert.Contains("88.0%", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_look_like_markup_stay_text()
    {
        const string Nasty = "<script>alert(1)</script>\"'";
        var component = new CannedComponent(CannedFleet.Small(Nasty, ComponentState.Active, Now, 1, 0));
        await using var host = await ConsoleHost.StartAsync(new CannedDirectory(component), time: new ManualTimeProvider(Now));

        var pages = await GetAsync(host, "/") + await GetAsync(host, "/?q=%22%3E%3Cscript%3Ealert(1)")
            + await GetAsync(host, "/components/" + Uri.EscapeDataString(Nasty));

        Assert.DoesNotContain("<script>alert", pages, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", pages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_component_is_not_found_and_the_page_says_its_name()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));

        using var response = await _client.GetAsync(new Uri(host.Url, "/components/nobody"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("nobody", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_gateway_says_what_to_send_to_which_address()
    {
        await using var host = await ConsoleHost.StartAsync(new CannedDirectory());

        var page = WebUtility.HtmlDecode(await GetAsync(host, "/"));

        Assert.Contains($"curl {host.Url.GetLeftPart(UriPartial.Authority)}/api/v1/records", page, StringComparison.Ordinal);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measure_that_nobody_sends_is_named_with_what_it_needs_and_never_drawn()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now), time: new ManualTimeProvider(Now));

        var page = await GetAsync(host, "/components/" + CannedFleet.Full);

        Assert.Contains("Time in the queue <small>needs queue_ms</small>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("chart-queue", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_told_as_counts_and_hosts_with_their_loadings()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now), time: new ManualTimeProvider(Now));

        var page = WebUtility.HtmlDecode(await GetAsync(host, "/components/" + CannedFleet.Full));

        Assert.Contains("70.2% of 140,211", page, StringComparison.Ordinal);
        Assert.Contains("1.31% (2,611,400 responses read)", page, StringComparison.Ordinal);
        Assert.Contains("3,248 characters", page, StringComparison.Ordinal);
        Assert.Contains("12 MiB/s", page, StringComparison.Ordinal);
        Assert.Contains("41.2 s", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panels_of_texts_and_hosts_say_what_to_send_where_nothing_came()
    {
        var component = new CannedComponent(CannedFleet.Small("plain", ComponentState.Active, Now, 1, 0));
        await using var host = await ConsoleHost.StartAsync(new CannedDirectory(component), time: new ManualTimeProvider(Now));

        var page = WebUtility.HtmlDecode(await GetAsync(host, "/components/plain"));

        Assert.Contains("Nothing is known of texts", page, StringComparison.Ordinal);
        Assert.Contains("No host reports", page, StringComparison.Ordinal);
        Assert.Contains("/api/v1/hosts", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_need_a_key_with_the_read_scope_and_assets_need_none()
    {
        var keys = new PlimsollOptions
        {
            ApiKeys = [new ApiKeyOptions("reader", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("open sesame"))), ["read"])],
        };
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now), keys);

        using var refused = await _client.GetAsync(new Uri(host.Url, "/"));
        using var style = await _client.GetAsync(new Uri(host.Url, "/console/console.css"));
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Url) { Headers = { { "X-Api-Key", "open sesame" } } };
        using var allowed = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.DoesNotContain(CannedFleet.Full, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "text/css"), (style.StatusCode, style.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [Fact]
    public async Task An_asset_that_the_browser_has_is_not_sent_again()
    {
        await using var host = await ConsoleHost.StartAsync(new CannedDirectory());
        using var first = await _client.GetAsync(new Uri(host.Url, "/console/console.js"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, "/console/console.js"));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_long_page_is_compressed_for_a_browser_that_takes_it()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now), time: new ManualTimeProvider(Now));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, $"/components/{CannedFleet.Full}?range=24h"));
        request.Headers.AcceptEncoding.Add(new("gzip"));

        using var response = await _client.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 10_000, 300_000);
    }

    public void Dispose() => _client.Dispose();

    private Task<string> GetAsync(ConsoleHost host, string path) => _client.GetStringAsync(new Uri(host.Url, path));
}
