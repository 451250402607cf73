using Microsoft.Playwright;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.ConsoleInBrowser;

/// <summary>One Chromium for all browser tests, the one on PATH.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private const int DeadlineMs = 20_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Tools.Find("chromium") is not { } chromium)
            return;
        Assertions.SetDefaultExpectTimeout(DeadlineMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
    }

    /// <summary>A page in a context of its own: nothing is shared with other tests.</summary>
    public async Task<WatchedPage> OpenAsync(Uri url, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.ViewportSize ??= new() { Width = 1440, Height = 900 };
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(DeadlineMs);
        var page = new WatchedPage(context, await context.NewPageAsync(), url);
        await page.Page.GotoAsync(url.ToString());
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserGroup : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
