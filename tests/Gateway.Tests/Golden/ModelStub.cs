using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Plimsoll.Gateway.Tests.Golden;

/// <summary>A server on loopback that completes chats.</summary>
internal sealed class ModelStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private ModelStub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>By what is asked, the system's words included; null: it refuses.</summary>
    public required Func<string, string?> Answer { get; set; }

    public int Asked => Volatile.Read(ref _asked);

    public Uri Url => new(_app.Urls.Single());

    public static async Task<ModelStub> StartAsync(Func<string, string?> answer)
    {
        var stub = new ModelStub { Answer = answer };
        await stub._app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var asked = await JsonDocument.ParseAsync(context.Request.Body);
        Interlocked.Increment(ref _asked);
        var prompt = string.Join('\n', asked.RootElement.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").GetString()));
        if (Answer(prompt) is not { } text)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var message = new { role = "assistant", content = text };
        await context.Response.WriteAsJsonAsync(new { choices = new[] { new { finish_reason = "stop", message } } });
    }
}
