using Microsoft.Playwright;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;
using static Microsoft.Playwright.Assertions;

namespace Plimsoll.EndToEnd.Tests.ConsoleInBrowser;

[Collection(BrowserGroup.Name)]
public sealed class LiveInBrowserTests(BrowserFixture browser)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [ToolFact("chromium")]
    public async Task A_gateway_that_is_gone_is_said_with_its_time_and_taken_back_when_it_returns()
    {
        var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        var url = host.Url;
        await using var page = await browser.OpenAsync(url);
        await host.DisposeAsync();

        await Refresh(page);

        await Expect(page.Locate("[data-lost]")).ToContainTextAsync("The gateway has not answered since ");
        await Expect(page.Locate("tbody tr")).ToHaveCountAsync(4);
        await using var again = await ConsoleHost.StartAsync(CannedFleet.At(Now), port: url.Port);
        await Refresh(page);
        await Expect(page.Locate("[data-lost]")).ToBeHiddenAsync();
        await Expect(page.Locate("[data-live-text]")).ToContainTextAsync("Updated");
    }

    [ToolFact("chromium")]
    public async Task A_paused_page_asks_nothing_until_it_is_resumed()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await browser.OpenAsync(host.Url);
        await page.Page.Clock.InstallAsync();
        await page.Page.ReloadAsync();
        await page.Locate("[data-pause]").ClickAsync();
        await Expect(page.Locate("[data-live-text]")).ToContainTextAsync("Paused at");
        var asked = 0;
        page.Page.Request += (_, request) => Interlocked.Add(ref asked, request.ResourceType == "fetch" ? 1 : 0);

        await page.Page.Clock.RunForAsync(60_000);
        Assert.Equal(0, asked);

        await page.Locate("[data-pause]").ClickAsync();
        await Expect(page.Locate("[data-live-text]")).ToContainTextAsync("Updated");
        Assert.Equal(1, asked);
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task Pausing_while_an_answer_is_awaited_is_not_taken_for_a_lost_gateway()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await browser.OpenAsync(host.Url);
        await page.Page.RouteAsync("**/*", _ => Task.CompletedTask);
        var asked = page.Page.WaitForRequestAsync("**/*");
        await Refresh(page);
        await asked;

        await page.Locate("[data-pause]").ClickAsync();

        await Expect(page.Locate("[data-live-text]")).ToContainTextAsync("Paused at");
        await Expect(page.Locate("[data-lost]")).ToBeHiddenAsync();
    }

    [ToolFact("chromium")]
    public async Task A_hidden_page_asks_nothing_and_catches_up_when_it_is_seen_again()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await browser.OpenAsync(host.Url);
        await page.Page.Clock.InstallAsync();
        await page.Page.ReloadAsync();
        await SetHidden(page, true);
        var asked = 0;
        page.Page.Request += (_, request) => Interlocked.Add(ref asked, request.ResourceType == "fetch" ? 1 : 0);

        await page.Page.Clock.RunForAsync(60_000);
        Assert.Equal(0, asked);
        await SetHidden(page, false);

        await Eventually.TrueAsync(() => Volatile.Read(ref asked) == 1, "the page asks when it is seen");
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task Dark_and_light_follow_the_system_until_one_is_chosen_and_the_choice_stays()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await browser.OpenAsync(host.Url, new() { ColorScheme = ColorScheme.Dark });
        Assert.True(await Brightness(page) < 60);

        await page.Locate("[data-theme-toggle]").ClickAsync();
        Assert.True(await Brightness(page) > 200);
        await page.Page.ReloadAsync();
        Assert.True(await Brightness(page) > 200);
        await Expect(page.Locate("[data-theme-toggle]")).ToHaveTextAsync("Dark");
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task Times_are_in_the_readers_zone_with_utc_in_the_title()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        var options = new BrowserNewContextOptions { TimezoneId = "Asia/Kolkata" };
        await using var page = await browser.OpenAsync(new Uri(host.Url, $"/components/{CannedFleet.Full}?table=requests"), options);
        var cell = page.Locate("tbody time").First;
        var utc = DateTimeOffset.Parse((await cell.GetAttributeAsync("datetime"))!, null);

        await Expect(cell).ToHaveTextAsync(utc.ToOffset(new TimeSpan(5, 30, 0)).ToString("yyyy-MM-dd HH:mm:ss", null));
        await Expect(cell).ToHaveAttributeAsync("title", utc.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", null));
        await Expect(page.Locate("[data-zone]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Asia/(Kolkata|Calcutta)"));
        await page.RefreshAsync();
        await Expect(cell).ToContainTextAsync(utc.ToOffset(new TimeSpan(5, 30, 0)).ToString("HH:", null));
        page.AssertNoComplaints();
    }

    private static async Task Refresh(WatchedPage page) => await page.Page.EvaluateAsync("document.dispatchEvent(new Event('plimsoll:refresh'))");

    private static async Task SetHidden(WatchedPage page, bool hidden) => await page.Page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);

    private static Task<double> Brightness(WatchedPage page) => page.Page.EvaluateAsync<double>(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, c) => sum + Number(c), 0) / 3");
}
