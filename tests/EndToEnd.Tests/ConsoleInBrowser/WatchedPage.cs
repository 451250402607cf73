using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Plimsoll.EndToEnd.Tests.ConsoleInBrowser;

/// <summary>A page that notes what it must never do: report an error, break its own content policy, ask another host.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];

    public WatchedPage(IBrowserContext context, IPage page, Uri own)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(true, $"exception: {error}");
        page.Request += (_, request) => Note(new Uri(request.Url).Authority != own.Authority, $"asked {request.Url}");
    }

    public IPage Page { get; }

    public void AssertNoComplaints() => Assert.Empty(_complaints);

    /// <summary>Refreshes as the page's own timer does, without the wait.</summary>
    public async Task RefreshAsync()
    {
        await Page.EvaluateAsync("""
            new Promise(done => {
              document.addEventListener('plimsoll:refreshed', () => done(), { once: true });
              document.dispatchEvent(new Event('plimsoll:refresh'));
            })
            """);
    }

    public ILocator Locate(string selector) => Page.Locator(selector);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(bool wrong, string what)
    {
        if (wrong)
            _complaints.Enqueue(what);
    }
}
