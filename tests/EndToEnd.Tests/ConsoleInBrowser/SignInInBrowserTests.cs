using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;
using static Microsoft.Playwright.Assertions;

namespace Plimsoll.EndToEnd.Tests.ConsoleInBrowser;

[Collection(BrowserGroup.Name)]
public sealed class SignInInBrowserTests(BrowserFixture browser)
{
    private const string Key = "open sesame";

    private static readonly PlimsollOptions WithKey = new()
    {
        ApiKeys = [new ApiKeyOptions("reader", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key))), ["read"])],
    };

    [ToolFact("chromium")]
    public async Task A_key_opens_the_page_that_was_asked_for_and_a_lost_session_is_said()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(TimeProvider.System.GetUtcNow()), WithKey);
        await using var page = await browser.OpenAsync(new Uri(host.Url, $"/components/{CannedFleet.Full}?range=6h"));

        await page.Locate("input[name=key]").FillAsync(Key);
        await page.Locate("input[name=key]").PressAsync("Enter");

        await Expect(page.Locate("h1")).ToHaveTextAsync(CannedFleet.Full);
        Assert.EndsWith("?range=6h", page.Page.Url, StringComparison.Ordinal);
        page.AssertNoComplaints();
        await page.Page.Context.ClearCookiesAsync();
        await page.Page.EvaluateAsync("document.dispatchEvent(new Event('plimsoll:refresh'))");
        await Expect(page.Locate("[data-lost]")).ToContainTextAsync("signed out");
        await Expect(page.Locate("h1")).ToHaveTextAsync(CannedFleet.Full);
    }

    [ToolFact("chromium")]
    public async Task Signing_out_leads_back_to_the_form_and_the_page_asks_for_the_key_again()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(TimeProvider.System.GetUtcNow()), WithKey);
        await using var page = await browser.OpenAsync(host.Url);
        await page.Locate("input[name=key]").FillAsync(Key);
        await page.Locate("input[name=key]").PressAsync("Enter");

        await page.Locate("button:has-text('Sign out')").ClickAsync();

        await Expect(page.Locate("input[name=key]")).ToBeVisibleAsync();
        await page.Page.GotoAsync(host.Url.ToString());
        await Expect(page.Locate("input[name=key]")).ToBeVisibleAsync();
        page.AssertNoComplaints();
    }
}
