using System.Text.Json;
using Microsoft.Playwright;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Gateway.WebConsole.Charts;
using Plimsoll.Support;
using static Microsoft.Playwright.Assertions;

namespace Plimsoll.EndToEnd.Tests.ConsoleInBrowser;

[Collection(BrowserGroup.Name)]
public sealed class ChartsInBrowserTests(BrowserFixture browser)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [ToolFact("chromium")]
    public async Task Hover_shows_the_values_at_that_time_and_a_line_through_all_charts()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await OpenAsync(host);
        var plot = Plot(page, "gpu");

        await HoverAsync(plot, 0.1);

        await Expect(plot.Locator(".tip")).ToContainTextAsync("Memory88.0%");
        await Expect(plot.Locator(".tip")).ToContainTextAsync("UTC");
        await Expect(page.Locate(".cross")).ToHaveCountAsync(await page.Locate(".plot").CountAsync());
        await Expect(page.Locate(".tip")).ToHaveCountAsync(1);
        await page.Page.Mouse.MoveAsync(5, 5);
        await Expect(page.Locate(".cross")).ToHaveCountAsync(0);
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task Hover_over_a_gap_says_no_data()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await OpenAsync(host);

        await HoverAsync(Plot(page, "cost"), 1 - 26.0 / 60);

        await Expect(Plot(page, "cost").Locator(".tip")).ToContainTextAsync("no data");
    }

    [ToolFact("chromium")]
    public async Task What_is_hovered_survives_a_refresh()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await OpenAsync(host);
        await HoverAsync(Plot(page, "gpu"), 0.1);
        var before = await page.Locate(".tip").TextContentAsync();

        await page.RefreshAsync();

        await Expect(page.Locate(".tip")).ToHaveTextAsync(before!);
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task Arrow_keys_read_a_chart_aloud_value_by_value()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await OpenAsync(host);
        await Plot(page, "cost").FocusAsync();

        await page.Page.Keyboard.PressAsync("End");
        await Expect(page.Locate("[data-announce]")).ToContainTextAsync("Cost $12.40/h");
        var last = await page.Locate("[data-announce]").TextContentAsync();
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locate("[data-announce]")).Not.ToHaveTextAsync(last!);
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locate("[data-announce]")).ToHaveTextAsync(last!);
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Locate(".tip")).ToHaveCountAsync(0);
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task The_range_is_in_the_address_and_every_chart_covers_it()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await OpenAsync(host);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "24 h", Exact = true }).ClickAsync();

        await Expect(page.Locate(".ranges [aria-current]")).ToHaveTextAsync("24 h");
        Assert.EndsWith("?range=24h", page.Page.Url, StringComparison.Ordinal);
        Assert.Equal(1440, await page.Page.EvaluateAsync<int>("JSON.parse(document.querySelector('[data-values]').dataset.values).length"));
        page.AssertNoComplaints();
    }

    [ToolFact("chromium")]
    public async Task Script_and_server_write_values_alike()
    {
        await using var host = await ConsoleHost.StartAsync(new CannedDirectory());
        await using var page = await browser.OpenAsync(host.Url);
        double[] values = [0, 0.000012, 0.0042, 0.1, 0.5, 0.732, 1, 3.14159, 9.99, 42.13, 88, 812.4, 999.4, 1_097, 8_210, 11_482, 64_000, 3.2e6, 7.5e9];
        foreach (var unit in Enum.GetValues<ChartUnit>())
        {
            var written = await page.Page.EvaluateAsync<string[]>(
                "([unit, values]) => import('/console/figures.js').then(figures => JSON.parse(values).map(value => figures.format(unit, value)))",
                new[] { unit.ToString(), JsonSerializer.Serialize(values) });

            Assert.Equal(values.Select(v => ValueAxis.Text(unit, v)), written);
        }
    }

    [ToolFact("chromium")]
    public async Task Every_chart_and_table_has_a_name_and_a_narrow_page_does_not_scroll_sideways()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now));
        await using var page = await OpenAsync(host, new() { ViewportSize = new() { Width = 400, Height = 800 } });

        Assert.Equal(0, await page.Page.EvaluateAsync<int>("[...document.querySelectorAll('svg[role=img]')].filter(s => !s.getAttribute('aria-label')).length"));
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("[...document.querySelectorAll('table')].filter(t => !t.caption?.textContent.trim()).length"));
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("[...document.querySelectorAll('th')].filter(h => !h.scope).length"));
        Assert.Equal(400, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        page.AssertNoComplaints();
    }

    private Task<WatchedPage> OpenAsync(ConsoleHost host, BrowserNewContextOptions? options = null) =>
        browser.OpenAsync(new Uri(host.Url, "/components/" + CannedFleet.Full), options);

    private static ILocator Plot(WatchedPage page, string chart) => page.Locate($"[data-key=chart-{chart}] [data-plot]");

    private static async Task HoverAsync(ILocator plot, double across)
    {
        await plot.ScrollIntoViewIfNeededAsync();
        var box = (await plot.BoundingBoxAsync())!;
        await plot.HoverAsync(new() { Position = new() { X = (float)(box.Width * across), Y = box.Height / 2 } });
    }
}
