using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Plimsoll.Cli.Tests.Replay;

/// <summary>Stands in for a gateway: keeps the records it is sent, and answers as told.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HashSet<string> _ids = [];

    private RecordingServer(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>Called before a request counts, with its number from 0; true when it wrote the answer itself.</summary>
    public Func<int, HttpContext, bool> Intercept { get; set; } = (_, _) => false;

    public int Requests { get; private set; }

    public List<JsonElement> Records { get; } = [];

    public List<int> BatchSizes { get; } = [];

    public HashSet<string> Connections { get; } = [];

    public List<string?> Authorizations { get; } = [];

    public static async Task<RecordingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new RecordingServer(app);
        app.MapPost("/api/v1/records", server.TakeAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Connections.Add(context.Connection.Id);
        Authorizations.Add(context.Request.Headers.Authorization);
        if (Intercept(Requests++, context))
            return;
        Assert.Equal("application/x-ndjson", context.Request.ContentType);
        Assert.Equal("gzip", context.Request.Headers.ContentEncoding);
        using var reader = new StreamReader(new GZipStream(context.Request.Body, CompressionMode.Decompress));
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        BatchSizes.Add(lines.Length);
        await context.Response.WriteAsJsonAsync(Count(lines));
    }

    /// <summary>Rejections named in an answer; the others are only counted.</summary>
    public int ListedRejections { get; set; } = 100;

    private object Count(string[] lines)
    {
        var accepted = 0;
        var rejected = new List<object>();
        for (var i = 0; i < lines.Length; i++)
        {
            var record = JsonDocument.Parse(lines[i]).RootElement;
            if (record.TryGetProperty("input_tokens", out var tokens) && tokens.GetInt64() < 0)
            {
                rejected.Add(new { index = i, code = "negative", field = "input_tokens", reason = $"input_tokens {tokens} is negative" });
                continue;
            }
            if (!_ids.Add(record.GetProperty("component").GetString() + "/" + record.GetProperty("request_id").GetString()))
                continue;
            Records.Add(record);
            accepted++;
        }
        return new { accepted, duplicates = lines.Length - accepted - rejected.Count, rejected = rejected.Take(ListedRejections), rejected_total = rejected.Count };
    }

    public static Func<int, HttpContext, bool> Answer(Func<int, bool> when, HttpStatusCode status, string? retryAfter = null) => (request, context) =>
    {
        if (!when(request))
            return false;
        context.Response.StatusCode = (int)status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return true;
    };
}
