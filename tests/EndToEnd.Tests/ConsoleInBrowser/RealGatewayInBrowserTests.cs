using System.Globalization;
using System.Text;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;
using static Microsoft.Playwright.Assertions;

namespace Plimsoll.EndToEnd.Tests.ConsoleInBrowser;

[Collection(BrowserGroup.Name)]
public sealed class RealGatewayInBrowserTests(BrowserFixture browser)
{
    [ToolFact("chromium")]
    public async Task What_is_sent_over_http_is_what_the_pages_show()
    {
        await using var host = await ConsoleHost.StartAsync(directory: null);
        await using var fleet = await browser.OpenAsync(host.Url);
        await Expect(fleet.Locate("h1")).ToHaveTextAsync("Nothing has been received yet");

        await SendAsync(host, succeeded: 40, failed: 10);
        await Expect(fleet.Locate("tr[data-key='chat/main']")).ToContainTextAsync("20.0%");
        await Expect(fleet.Locate("tr[data-key='chat/main']")).ToContainTextAsync("Active");

        await using var page = await browser.OpenAsync(new Uri(host.Url, "/components/chat/main"));
        var totals = page.Locate("section[aria-labelledby=distributions]");
        await Expect(totals.Locator("dl")).ToContainTextAsync("Requests50");
        await Expect(totals.Locator("dl")).ToContainTextAsync("Errors10");
        await Expect(totals.Locator("dl")).ToContainTextAsync("Input tokens5,000");
        await Expect(totals.Locator("dl")).ToContainTextAsync("Output tokens1,000");
        await Expect(totals.Locator("tr[data-key='Time to first token']")).ToContainTextAsync("40");
        await Expect(page.Locate("section[aria-labelledby=errors-by-type]")).ToContainTextAsync("timeout1020.0%");
        await Expect(page.Locate("[data-key=chart-ttft]")).ToBeVisibleAsync();

        await SendAsync(host, succeeded: 50, failed: 0);
        await Expect(totals.Locator("dl")).ToContainTextAsync("Requests100");
        await Expect(page.Locate("section[aria-labelledby=errors-by-type]")).ToContainTextAsync("timeout1010.0%");
        fleet.AssertNoComplaints();
        page.AssertNoComplaints();
    }

    private static async Task SendAsync(ConsoleHost host, int succeeded, int failed)
    {
        using var client = new HttpClient { BaseAddress = host.Url };
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var lines = new StringBuilder();
        for (var i = 0; i < succeeded + failed; i++)
            lines.AppendLine(CultureInfo.InvariantCulture, $$"""
                {"component":"chat/main","timestamp":{{now}},"input_tokens":100,"output_tokens":20,"ttft_ms":250,"total_latency_ms":900{{(i < failed ? ",\"error_type\":\"timeout\"" : "")}}}
                """);
        using var content = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var response = await client.PostAsync(new Uri("/api/v1/records", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }
}
