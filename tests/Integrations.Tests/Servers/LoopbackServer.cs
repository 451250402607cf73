using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Plimsoll.Integrations.Tests.Servers;

/// <summary>A server on loopback that keeps what it was sent and answers as the test says.</summary>
internal sealed class LoopbackServer(WebApplication app, ConcurrentQueue<RecordedRequest> requests) : IAsyncDisposable
{
    public Uri Url { get; } = new(app.Urls.Single());

    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, RecordedRequest, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        var app = builder.Build();
        var requests = new ConcurrentQueue<RecordedRequest>();
        app.Run(async context =>
        {
            var recorded = await RecordedRequest.OfAsync(context);
            requests.Enqueue(recorded);
            await answer(context, recorded);
        });
        await app.StartAsync();
        return new(app, requests);
    }

    /// <summary>Always the same.</summary>
    public static Task<LoopbackServer> StartAsync(int status, string body, params (string Name, string Value)[] headers) =>
        StartAsync((context, _) => AnswerAsync(context, status, body, headers));

    public static async Task AnswerAsync(HttpContext context, int status, string body, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <param name="Target">Path and query as they stood on the wire.</param>
/// <param name="Headers">Names in lower case.</param>
internal sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<RecordedRequest> OfAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new(
            context.Request.Method, context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), body.ToArray());
    }
}
