using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>A model behind an OpenAI-compatible address that says the same to everything.</summary>
internal sealed class AnsweringModel : IAsyncDisposable
{
    public const string Answer = "Paris";

    private readonly WebApplication _app;

    private AnsweringModel(WebApplication app) => _app = app;

    public string Endpoint => $"{_app.Urls.First()}/v1";

    public static async Task<AnsweringModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(
                $$$"""{"id":"1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"{{{Answer}}}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":8,"completion_tokens":1,"total_tokens":9}}""");
        });
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
