using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Plimsoll.Gateway.Tests.Scraping;

/// <summary>A target that answers what the test says.</summary>
internal sealed class FakeTarget : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeTarget(WebApplication app) => _app = app;

    /// <summary>host:port.</summary>
    public string Address => new Uri(_app.Urls.First()).Authority;

    public static async Task<FakeTarget> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(new RequestDelegate(answer));
        await app.StartAsync();
        return new(app);
    }

    public static Task<FakeTarget> StartAsync(string body) => StartAsync(http => http.Response.WriteAsync(body));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
