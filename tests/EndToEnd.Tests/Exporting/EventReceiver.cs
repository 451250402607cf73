using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.EndToEnd.Tests.Exporting;

/// <summary>An OTLP receiver that remembers every event that came, whatever it answered.</summary>
internal sealed class EventReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedEvent> _events = [];
    private readonly WebApplication _app;

    private EventReceiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>While false it takes events and says that it did not.</summary>
    public bool Admits { get; set; }

    public IReadOnlyList<ReceivedEvent> Events => [.. _events];

    public static async Task<EventReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new EventReceiver(builder.Build());
        receiver._app.MapPost("/v1/logs", receiver.TakeAsync);
        receiver._app.MapPost("/v1/metrics", () => Results.Ok());
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var admits = Admits;
        foreach (var log in ExportLogsRequest.Parser.ParseFrom(body.ToArray()).ResourceLogs.SelectMany(r => r.ScopeLogs).SelectMany(s => s.LogRecords))
            _events.Enqueue(new(Text(log, "gen_ai.response.id"), Text(log, "gen_ai.evaluation.name"), Text(log, "plimsoll.event.id"), admits));
        http.Response.StatusCode = admits ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
    }

    private static string Text(LogRecord log, string key) => log.Attributes.Single(a => a.Key == key).Value.StringValue;
}

/// <param name="Admitted">The sender was told that it was taken.</param>
internal sealed record ReceivedEvent(string Request, string Dimension, string Id, bool Admitted);
