using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Plimsoll.Cli.Tests;

/// <summary>Stands in for a gateway's query API: notes what it was asked and answers as told.</summary>
internal sealed class CannedGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CannedGateway(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>Path and query of each request.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public string? Authorization { get; private set; }

    /// <param name="answer">Status, media type and body for the request of a number from 0 on.</param>
    public static async Task<CannedGateway> StartAsync(Func<int, (int Status, string Type, string Body)> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var gateway = new CannedGateway(app);
        app.Map("/{**path}", async context =>
        {
            gateway.Authorization = context.Request.Headers.Authorization;
            var number = gateway.Asked.Count;
            gateway.Asked.Enqueue(context.Request.Path + context.Request.QueryString.Value);
            var (status, type, body) = answer(number);
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            await context.Response.WriteAsync(body);
        });
        await app.StartAsync();
        return gateway;
    }

    public static Task<CannedGateway> StartAsync(string json) => StartAsync(_ => (200, "application/json", json));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
