using Microsoft.Playwright;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;
using static Microsoft.Playwright.Assertions;

namespace Plimsoll.EndToEnd.Tests.ConsoleInBrowser;

[Collection(BrowserGroup.Name)]
public sealed class FleetInBrowserTests(BrowserFixture browser)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [ToolFact("chromium")]
    public async Task The_fleet_shows_its_numbers_and_takes_new_ones_by_itself_without_a_reload()
    {
        var directory = CannedFleet.At(Now);
        await using var host = await ConsoleHost.StartAsync(directory);
        await using var page = await browser.OpenAsync(host.Url);
        var row = page.Locate($"tr[data-key='{CannedFleet.Full}']");
        await Expect(row).ToContainTextAsync("41.3");
        await page.Page.EvaluateAsync("window.sameDocument = true");

        var component = directory.Canned(CannedFleet.Full);
        component.View = component.View with { Summary = component.View.Summary with { RequestsPerSecond = 57.5 } };

        await Expect(row).ToContainTextAsync("57.5");
        Assert.True(await page.Page.EvaluateAsync<bool>("window.sameDocument"));
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task Focus_selection_and_scroll_stay_where_they_are_when_rows_change_places()
    {
        var directory = CannedFleet.At(Now);
        await using var host = await ConsoleHost.StartAsync(directory);
        await using var page = await browser.OpenAsync(host.Url, new() { ViewportSize = new() { Width = 1440, Height = 300 } });
        await page.Locate($"tr[data-key='{CannedFleet.Full}'] a").FocusAsync();
        await page.Page.EvaluateAsync("getSelection().selectAllChildren(document.querySelector('h2'))");
        await page.Page.EvaluateAsync("scrollTo(0, 120)");

        var idle = directory.Canned("mistral-nightly-evaluation");
        idle.View = idle.View with { Summary = idle.View.Summary with { State = ComponentState.Failing } };
        await page.RefreshAsync();

        await Expect(page.Locate("tbody tr").Nth(0)).ToContainTextAsync("mistral-nightly-evaluation");
        await Expect(page.Locate($"tr[data-key='{CannedFleet.Full}'] a")).ToBeFocusedAsync();
        Assert.Equal("Components", await page.Page.EvaluateAsync<string>("getSelection().toString()"));
        Assert.Equal(120, await page.Page.EvaluateAsync<int>("scrollY"));
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task An_empty_gateway_says_what_to_send_and_becomes_the_fleet_when_it_comes()
    {
        var directory = new CannedDirectory();
        await using var host = await ConsoleHost.StartAsync(directory);
        await using var page = await browser.OpenAsync(host.Url);
        await Expect(page.Locate("main")).ToContainTextAsync($"curl {host.Url.GetLeftPart(UriPartial.Authority)}/api/v1/records");

        directory.Add(new CannedComponent(CannedFleet.Small("first-model", ComponentState.Active, Now, 1, 0)));
        await page.RefreshAsync();

        await Expect(page.Locate("tr[data-key=first-model]")).ToBeVisibleAsync();
        await Expect(page.Locate("main")).Not.ToContainTextAsync("curl");
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task Typing_in_the_filter_narrows_the_rows_and_stays_in_the_address()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await browser.OpenAsync(host.Url);

        await page.Locate("input[type=search]").PressSequentiallyAsync("guard");

        await Expect(page.Locate("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locate("input[type=search]")).ToBeFocusedAsync();
        await Expect(page.Locate("input[type=search]")).ToHaveValueAsync("guard");
        Assert.EndsWith("?q=guard", page.Page.Url, StringComparison.Ordinal);
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task A_column_header_sorts_and_says_so_and_a_second_press_turns_the_order()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await browser.OpenAsync(host.Url);

        await page.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Requests req/s" }).GetByRole(AriaRole.Link).PressAsync("Enter");
        await Expect(page.Locate("th[aria-sort=descending]")).ToHaveTextAsync("Requests req/s▾");
        await Expect(page.Locate("tbody tr").First).ToContainTextAsync(CannedFleet.Full);

        await page.Locate("th[aria-sort] a").ClickAsync();
        await Expect(page.Locate("th[aria-sort=ascending]")).ToHaveTextAsync("Requests req/s▴");
        await Expect(page.Locate("tbody tr").Last).ToContainTextAsync(CannedFleet.Full);
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task The_first_tab_stop_skips_to_the_content()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await browser.OpenAsync(host.Url);

        await page.Page.Keyboard.PressAsync("Tab");
        await Expect(page.Locate(".skip")).ToBeFocusedAsync();
        await Expect(page.Locate(".skip")).ToBeInViewportAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await Expect(page.Locate("main")).ToBeFocusedAsync();
    }

    [ToolFact("chromium")]
    public async Task Everything_is_readable_without_a_script_and_nothing_dead_is_offered()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await browser.OpenAsync(host.Url, new() { JavaScriptEnabled = false });

        await Expect(page.Locate("tbody tr")).ToHaveCountAsync(4);
        await Expect(page.Locate("[data-pause], [data-theme-toggle], [data-copy]").Filter(new() { Visible = true })).ToHaveCountAsync(0);
        await page.Locate("input[type=search]").FillAsync("guard");
        await page.Locate("form button").ClickAsync();
        await Expect(page.Locate("tbody tr")).ToHaveCountAsync(1);
        await page.Page.GotoAsync(new Uri(host.Url, "/components/" + CannedFleet.Full).ToString());
        await Expect(page.Locate("figure.chart")).ToHaveCountAsync(15);
        page.AssertNoComplaints();
    }
}
