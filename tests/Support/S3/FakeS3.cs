using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;

namespace Plimsoll.Support.S3;

/// <summary>What goes wrong at a recording S3.</summary>
public enum S3Fault
{
    None,
    Denied,
    UnknownKey,
    NoSuchBucket,
    OtherRegion,
    InternalError,

    /// <summary>An object ends in its middle.</summary>
    Cut,
}

/// <summary>One bucket on loopback, by path: ListObjectsV2 in pages and GetObject with ranges, for signed requests alone.</summary>
public sealed class FakeS3 : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _bucket;
    private readonly Task _serving;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (byte[] Body, DateTimeOffset Modified)> _objects = new(StringComparer.Ordinal);
    private readonly List<string> _requests = [];

    public FakeS3(string bucket)
    {
        _bucket = bucket;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public S3Fault Fault { get; set; }

    /// <summary>Keys and folders on a page.</summary>
    public int PageSize { get; set; } = 1_000;

    /// <summary>Method, path and query of each request.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public void Put(string key, string body, DateTimeOffset modified)
    {
        lock (_lock)
            _objects[key] = (Encoding.UTF8.GetBytes(body), modified);
    }

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
        var (request, response) = (context.Request, context.Response);
        lock (_lock)
            _requests.Add($"{request.HttpMethod} {request.Url!.PathAndQuery}");
        var (status, body) = Refused(request) ?? (request.QueryString["list-type"] == "2" ? (200, Encoding.UTF8.GetBytes(Listed(request))) : Object(request, response));
        response.StatusCode = status;
        if (Fault == S3Fault.Cut && status is 200 or 206 && request.QueryString["list-type"] is null)
        {
            response.ContentLength64 = body.Length;
            await response.OutputStream.WriteAsync(body.AsMemory(0, body.Length / 2));
            await response.OutputStream.FlushAsync();
            response.Abort();
            return;
        }
        response.ContentLength64 = body.Length;
        await response.OutputStream.WriteAsync(body);
        response.Close();
    }

    private (int, byte[])? Refused(HttpListenerRequest request) => Fault switch
    {
        S3Fault.Denied => Error(403, "AccessDenied"),
        S3Fault.UnknownKey => Error(403, "InvalidAccessKeyId"),
        S3Fault.NoSuchBucket => Error(404, "NoSuchBucket"),
        S3Fault.OtherRegion => Error(400, "AuthorizationHeaderMalformed"),
        S3Fault.InternalError => Error(500, "InternalError"),
        _ when request.Headers["Authorization"]?.StartsWith("AWS4-HMAC-SHA256 Credential=", StringComparison.Ordinal) is not true => Error(403, "AccessDenied"),
        _ => null,
    };

    private string Listed(HttpListenerRequest request)
    {
        var (prefix, delimiter) = (request.QueryString["prefix"] ?? "", request.QueryString["delimiter"]);
        var from = int.Parse(request.QueryString["continuation-token"] ?? "0", CultureInfo.InvariantCulture);
        List<string> entries;
        lock (_lock)
            entries = [.. _objects.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(o => Entry(o.Key, o.Value, prefix, delimiter)).Distinct()];
        var xml = new StringBuilder($"""<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>{_bucket}</Name><Prefix>{SecurityElement.Escape(prefix)}</Prefix>""");
        xml.AppendJoin("", entries.Skip(from).Take(PageSize));
        if (from + PageSize < entries.Count)
            xml.Append(CultureInfo.InvariantCulture, $"<IsTruncated>true</IsTruncated><NextContinuationToken>{from + PageSize}</NextContinuationToken>");
        else
            xml.Append("<IsTruncated>false</IsTruncated>");
        return xml.Append("</ListBucketResult>").ToString();
    }

    private static string Entry(string key, (byte[] Body, DateTimeOffset Modified) stored, string prefix, string? delimiter)
    {
        var folder = delimiter is null ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return folder >= 0
            ? $"<CommonPrefixes><Prefix>{SecurityElement.Escape(key[..(folder + 1)])}</Prefix></CommonPrefixes>"
            : FormattableString.Invariant($"<Contents><Key>{SecurityElement.Escape(key)}</Key><LastModified>{stored.Modified.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}</LastModified><Size>{stored.Body.Length}</Size></Contents>");
    }

    private (int, byte[]) Object(HttpListenerRequest request, HttpListenerResponse response)
    {
        var key = Uri.UnescapeDataString(request.Url!.AbsolutePath)[(_bucket.Length + 2)..];
        (byte[] Body, DateTimeOffset Modified) stored;
        lock (_lock)
        {
            if (!_objects.TryGetValue(key, out stored))
                return Error(404, "NoSuchKey");
        }
        if (request.Headers["Range"] is not { } range)
            return (200, stored.Body);
        var from = int.Parse(range["bytes=".Length..range.IndexOf('-', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        response.Headers["Content-Range"] = FormattableString.Invariant($"bytes {from}-{stored.Body.Length - 1}/{stored.Body.Length}");
        return (206, stored.Body[from..]);
    }

    private static (int, byte[]) Error(int status, string code) => (status, Encoding.UTF8.GetBytes($"<Error><Code>{code}</Code><Message>as the test has it</Message></Error>"));
}
