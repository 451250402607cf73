using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plimsoll.Support.CloudWatch;

/// <summary>What goes wrong at a recording CloudWatch.</summary>
public enum CloudWatchFault
{
    None,
    Throttled,
    InternalError,
    Denied,

    /// <summary>The access key is none that the service knows.</summary>
    UnknownKey,

    /// <summary>The secret is another's, or the signature is for another region.</summary>
    BadSignature,

    /// <summary>The session token is over.</summary>
    Expired,

    /// <summary>The connection breaks before anything is counted.</summary>
    Reset,

    /// <summary>It is counted, and the connection breaks before the answer.</summary>
    LostAnswer,
}

/// <summary>A CloudWatch on loopback that enforces the service's limits, keeps what it is sent, and fails as it is told.</summary>
public sealed class FakeCloudWatch : IAsyncDisposable
{
    private const string Target = "GraniteServiceVersion20100801.";

    private readonly HttpListener _listener = new();
    private readonly TimeProvider _time;
    private readonly Task _serving;
    private readonly Lock _lock = new();
    private readonly List<PutDatum> _data = [];
    private readonly List<string> _errors = [];

    public FakeCloudWatch(TimeProvider time)
    {
        _time = time;
        Metrics = new() { Published = () => Data };
        Url = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public CloudWatchFault Fault { get; set; }

    public SageMakerMetrics Metrics { get; }

    /// <summary>Calls, whatever became of them.</summary>
    public int Calls { get; private set; }

    public IReadOnlyList<PutDatum> Data
    {
        get
        {
            lock (_lock)
                return [.. _data];
        }
    }

    /// <summary>Breaches of the service's rules.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_lock)
                return [.. _errors];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
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
        Calls++;
        using var received = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(received);
        var fault = Fault;
        if (fault == CloudWatchFault.Reset)
        {
            await BreakAsync(context.Response);
            return;
        }
        var (status, body) = Refused(context.Request, fault) ?? Carried(context.Request, received.ToArray());
        if (fault == CloudWatchFault.LostAnswer)
        {
            await BreakAsync(context.Response);
            return;
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }

    /// <summary>Ends amid an answer, which is how a listener can break a connection for sure.</summary>
    private static async Task BreakAsync(HttpListenerResponse response)
    {
        response.ContentLength64 = 100;
        await response.OutputStream.WriteAsync("{"u8.ToArray());
        await response.OutputStream.FlushAsync();
        response.Abort();
    }

    private static (int, string)? Refused(HttpListenerRequest request, CloudWatchFault fault) => fault switch
    {
        CloudWatchFault.Throttled => (400, Error("ThrottlingException", "Rate exceeded")),
        CloudWatchFault.InternalError => (500, Error("InternalServiceFault", "")),
        CloudWatchFault.Denied => (403, Error("AccessDenied", "User: arn:aws:iam::123456789012:user/u is not authorized to perform: cloudwatch:PutMetricData")),
        CloudWatchFault.UnknownKey => (403, Error("UnrecognizedClientException", "The security token included in the request is invalid.")),
        CloudWatchFault.BadSignature => (403, Error("SignatureDoesNotMatch", "Credential should be scoped to a valid region.")),
        CloudWatchFault.Expired => (403, Error("ExpiredTokenException", "The security token included in the request is expired")),
        _ when request.Headers["Authorization"]?.StartsWith("AWS4-HMAC-SHA256 Credential=", StringComparison.Ordinal) is not true => (403, Error("MissingAuthenticationToken", "")),
        _ => null,
    };

    private (int, string) Carried(HttpListenerRequest request, byte[] received)
    {
        var body = request.Headers["Content-Encoding"] == "gzip" ? Inflated(received) : received;
        return request.Headers["X-Amz-Target"] switch
        {
            Target + "PutMetricData" => Put(received, body),
            Target + "ListMetrics" => (200, Metrics.List(body)),
            Target + "GetMetricData" => (200, Metrics.Get(body)),
            var other => (400, Error("UnknownOperationException", other ?? "")),
        };
    }

    private (int, string) Put(byte[] received, byte[] body)
    {
        var data = new List<PutDatum>();
        var wrong = PutRules.Check(received, body, _time.GetUtcNow(), data);
        lock (_lock)
        {
            if (wrong is { } error)
                _errors.Add($"{error.Error}: {error.Message}");
            else
                _data.AddRange(data);
        }
        return wrong is { } breach ? (400, Error(breach.Error, breach.Message)) : (200, "{}");
    }

    private static byte[] Inflated(byte[] body)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress))
            gzip.CopyTo(output);
        return output.ToArray();
    }

    private static string Error(string type, string message) => $$"""{"__type":"com.amazonaws.cloudwatch#{{type}}","message":"{{message}}"}""";
}
