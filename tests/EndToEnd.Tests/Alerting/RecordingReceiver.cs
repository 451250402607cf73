using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Plimsoll.EndToEnd.Tests.Alerting;

/// <summary>Takes down what a webhook is told, and stands in for a judge that finds every answer harmful.</summary>
internal sealed class RecordingReceiver : IAsyncDisposable
{
    private const string Verdict = """{"choices":[{"message":{"content":"{\"scores\":{\"safety\":0,\"relevance\":1,\"professional_tone\":1},\"reason\":\"harm\"}"}}],"usage":{"prompt_tokens":300,"completion_tokens":40}}""";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(DateTimeOffset At, JsonElement Body)> _told = new();

    private RecordingReceiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<RecordingReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new RecordingReceiver(builder.Build());
        receiver._app.MapPost("/hook", async context =>
            receiver._told.Enqueue((TimeProvider.System.GetUtcNow(), await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body))));
        receiver._app.MapPost("/v1/chat/completions", context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(Verdict);
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>When the hook was first told of a component at a priority; null while it was not.</summary>
    public DateTimeOffset? Told(string component, string priority) => _told
        .Where(t => t.Body.GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("labels"))
            .Any(l => l.GetProperty("component").GetString() == component && l.GetProperty("priority").GetString() == priority))
        .Select(t => (DateTimeOffset?)t.At).Min();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
