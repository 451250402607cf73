using System.Buffers;
using System.Net;

namespace Plimsoll.Integrations.Http;

/// <summary>
/// One request and its answer, bounded in time and bytes. What goes wrong on the way is a value; only the caller's own
/// cancellation is an exception.
/// </summary>
internal sealed class BoundedHttp(HttpMessageInvoker http, TimeProvider time)
{
    private const int ChunkBytes = 16 << 10;
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Follows no redirect, since a body with texts or a signature is meant for one address alone, and inflates nothing,
    /// since a bound on what comes in would then bound nothing.
    /// </summary>
    public static HttpMessageInvoker Client(int connections) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = s_connectTimeout,
        MaxConnectionsPerServer = connections,
        PooledConnectionLifetime = s_connectionLifetime,
        UseCookies = false,
    });

    /// <param name="mostBytes">Of the answer's body; a longer one is <see cref="HttpAnswer.TooLong"/>.</param>
    /// <param name="timeout">From now to the last byte.</param>
    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request, int mostBytes, TimeSpan timeout, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await ReadAsync(response.Content, mostBytes, either.Token).ConfigureAwait(false);
            var latency = time.GetElapsedTime(began);
            return body is null ? new HttpAnswer.TooLong(latency) : new HttpAnswer.Received(new HttpHead(response, time), body, latency);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new HttpAnswer.Missing("timeout", time.GetElapsedTime(began));
        }
        catch (HttpRequestException failed)
        {
            return new HttpAnswer.Missing(Reason(failed.HttpRequestError), time.GetElapsedTime(began), MayHaveArrived(failed.HttpRequestError));
        }
        catch (IOException)
        {
            return new HttpAnswer.Missing("connection", time.GetElapsedTime(began));
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, int most, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > most)
            return null;
        using var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var body = new ArrayBufferWriter<byte>(ChunkBytes);
        while (true)
        {
            var read = await stream.ReadAsync(body.GetMemory(ChunkBytes), cancellation).ConfigureAwait(false);
            if (read == 0)
                return body.WrittenSpan.ToArray();
            body.Advance(read);
            if (body.WrittenCount > most)
                return null;
        }
    }

    private static bool MayHaveArrived(HttpRequestError error) =>
        error is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError);

    private static string Reason(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "name_resolution",
        HttpRequestError.SecureConnectionError => "tls",
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => "protocol",
        _ => "connection",
    };
}
