using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;

namespace Plimsoll.Contract.Servers;

/// <param name="Scope">Name of the activity source.</param>
/// <param name="Parent">Id of the span that it belongs to; empty for the first of a trace.</param>
public sealed record SentSpan(string Scope, string Name, string Trace, string Id, string Parent);

/// <param name="Scope">Name of the meter.</param>
public sealed record SentMetric(string Scope, string Name);

/// <summary>An OTLP receiver on loopback that keeps what it is sent over HTTP.</summary>
public sealed class OtlpRecorder : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public OtlpRecorder()
    {
        Url = new Uri($"http://127.0.0.1:{PostgreSqlServer.FreePort()}");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public ConcurrentQueue<SentSpan> Spans { get; } = new();

    public ConcurrentQueue<SentMetric> Metrics { get; } = new();

    /// <summary>Of every request, with their values.</summary>
    public ConcurrentQueue<string> Headers { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        foreach (var name in context.Request.Headers.AllKeys)
            Headers.Enqueue($"{name}={context.Request.Headers[name]}");
        foreach (var (scope, item) in ScopedItems(ByteString.CopyFrom(body.ToArray())))
        {
            if (context.Request.Url!.AbsolutePath == "/v1/traces")
                Spans.Enqueue(new SentSpan(scope, Text(item, 5), Id(item, 1), Id(item, 2), Id(item, 4)));
            else
                Metrics.Enqueue(new SentMetric(scope, Text(item, 1)));
        }
        context.Response.StatusCode = 200;
        context.Response.Close();
    }

    /// <summary>Traces and metrics nest alike: resources, of which 2 are the scopes, of which 1 is the scope and 2 the items.</summary>
    private static IEnumerable<(string Scope, ByteString Item)> ScopedItems(ByteString request) =>
        from resource in Fields(request, 1)
        from scoped in Fields(resource, 2)
        from item in Fields(scoped, 2)
        select (Text(Fields(scoped, 1).Single(), 1), item);

    private static string Text(ByteString message, int field) => Fields(message, field).FirstOrDefault(ByteString.Empty).ToStringUtf8();

    private static string Id(ByteString message, int field) => Convert.ToHexStringLower(Fields(message, field).FirstOrDefault(ByteString.Empty).Span);

    private static List<ByteString> Fields(ByteString message, int field)
    {
        var found = new List<ByteString>();
        using var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                found.Add(input.ReadBytes());
            else
                input.SkipLastField();
        }
        return found;
    }
}
