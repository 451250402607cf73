using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;
using static Microsoft.Playwright.Assertions;

namespace Plimsoll.EndToEnd.Tests.ConsoleInBrowser;

[Collection(BrowserGroup.Name)]
public sealed class InteractionsInBrowserTests(BrowserFixture browser)
{
    [ToolFact("chromium")]
    public async Task From_a_component_to_its_failed_requests_to_one_of_them_and_to_its_session()
    {
        await using var host = await StartAsync();
        await using var page = await browser.OpenAsync(new Uri(host.Url, "/components/chat/main"));

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "failed", Exact = true }).ClickAsync();
        await Expect(page.Locate("tbody tr")).ToHaveCountAsync(3);
        await Expect(page.Locate("input[name=failed]")).ToBeCheckedAsync();
        await Expect(page.Locate("#component")).ToHaveValueAsync("chat/main");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "order 20/b", Exact = true }).ClickAsync();
        await Expect(page.Locate("h1")).ToHaveTextAsync("order 20/b");
        await Expect(page.Locate(".waterfall tbody tr")).ToHaveCountAsync(7);
        await Expect(page.Page.GetByRole(AriaRole.Img, new() { Name = "Decode: from 250 ms to 1.20 s" })).ToBeVisibleAsync();
        await Expect(page.Locate("section[aria-labelledby=signals]")).ToContainTextAsync("disliked");
        await Expect(page.Locate("section[aria-labelledby=session-title] tr[aria-current=true]")).ToContainTextAsync("order 20/b");
        await Expect(page.Locate("section[aria-labelledby=session-title] tbody tr")).ToHaveCountAsync(10);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "All of this session" }).ClickAsync();
        await Expect(page.Locate("tbody tr")).ToHaveCountAsync(10);
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task Form_narrows_the_list_and_pages_lead_on()
    {
        await using var host = await StartAsync();
        await using var page = await browser.OpenAsync(new Uri(host.Url, "/interactions?limit=20"));
        await Expect(page.Locate("tbody tr")).ToHaveCountAsync(20);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Older →" }).ClickAsync();
        await Expect(page.Locate("tbody tr")).ToHaveCountAsync(10);
        await Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "← Newest" })).ToBeVisibleAsync();

        await page.Page.GetByLabel("Flagged").CheckAsync();
        await page.Page.GetByLabel("Ended within").SelectOptionAsync("-1h");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.Locate("tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locate("tbody")).ToContainTextAsync("toxicity");

        await page.Page.GetByLabel("Request id").FillAsync("nowhere");
        await page.Page.GetByLabel("Request id").PressAsync("Enter");
        await Expect(page.Locate("main")).ToContainTextAsync("No request in the log matches");
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public Task Pages_fit_a_wide_screen() => FitAsync(1440, ColorScheme.Light);

    [ToolFact("chromium")]
    public Task Pages_fit_a_narrow_screen_in_the_dark() => FitAsync(390, ColorScheme.Dark);

    private async Task FitAsync(int width, ColorScheme scheme)
    {
        await using var host = await StartAsync();
        foreach (var path in new[] { "/interactions", "/interactions/order%2020%2Fb", "/interactions?slow=soon", "/interactions/nowhere" })
        {
            await using var page = await browser.OpenAsync(new Uri(host.Url, path), new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
            await Expect(page.Locate("h1")).ToBeVisibleAsync();
            Assert.Equal(width, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    private static async Task<ConsoleHost> StartAsync()
    {
        var host = await ConsoleHost.StartAsync(directory: null);
        using var client = new HttpClient { BaseAddress = host.Url };
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var lines = Enumerable.Range(1, 30).Select(n => string.Create(CultureInfo.InvariantCulture, $$"""
            {"component":"chat/main","request_id":"order {{n}}/b","timestamp":{{now - (30 - n) * 1000}},"session_id":"s-{{n % 3}}","model":"Qwen2.5-7B-Instruct","model_version":"2026-11","input_tokens":{{400 + n}},"output_tokens":96,"ttft_ms":{{200 + n}},"queue_ms":20,"prefill_ms":180,"decode_ms":950,"total_latency_ms":1200,"stages":[{"name":"retrieval","ms":35},{"name":"rerank","ms":12}],"labels":{"team":"search"},"scores":[{"name":"helpfulness","value":0.8,"source":"app"}]{{(n % 10 == 0 ? ",\"error_type\":\"upstream_timeout\"" : ",\"finish_reason\":\"stop\"")}}{{(n % 15 == 7 ? ",\"safety_flags\":[\"toxicity\"]" : "")}}}
            """));
        await PostAsync(client, "/api/v1/records", string.Join('\n', lines));
        await PostAsync(client, "/api/v1/feedback", $$"""{"component":"chat/main","timestamp":{{now}},"request_id":"order 20/b","thumbs_up":false,"rating":2}""");
        await Eventually.TrueAsync(async () => (await client.GetAsync(new Uri("/api/v1/components/chat%2Fmain", UriKind.Relative))).IsSuccessStatusCode, "the component");
        return host;
    }

    private static Task PostAsync(HttpClient client, string path, string lines) => Eventually.TrueAsync(async () =>
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return response.IsSuccessStatusCode;
    }, "accepted");
}
