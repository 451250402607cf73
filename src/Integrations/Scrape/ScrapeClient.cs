using System.Globalization;
using System.Net.Http.Headers;

namespace Plimsoll.Integrations.Scrape;

/// <summary>
/// Asks Prometheus targets for their metrics: bounded in time and bytes, without compression and redirects. What goes
/// wrong is a value; only the caller's own cancellation is an exception.
/// </summary>
/// <param name="budget">Shared by all answers that are under way.</param>
public sealed class ScrapeClient(HttpMessageInvoker http, ByteBudget budget, TimeProvider time)
{
    private const int MaxTokenBytes = 64 << 10;

    /// <summary>Native histograms before text, as a Prometheus server that takes them asks.</summary>
    private const string Accept =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.8,"
        + "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.4,*/*;q=0.1";

    public static HttpMessageInvoker NewHttp() => Http.BoundedHttp.Client(connections: 2);

    /// <summary>Asks once, and hands a whole answer to <paramref name="use"/>, after which its memory is given back.</summary>
    /// <param name="tokenFile">File of a bearer token; null for none.</param>
    public async Task<T> AskAsync<T>(
        Uri url, string? tokenFile, TimeSpan timeout, long mostBytes, Func<ScrapeAnswer, Task<T>> use, CancellationToken cancellation)
    {
        using var body = new BoundedBody(budget, mostBytes);
        return await use(await AskAsync(url, tokenFile, timeout, mostBytes, body, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<ScrapeAnswer> AskAsync(Uri url, string? tokenFile, TimeSpan timeout, long mostBytes, BoundedBody body, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation("Accept", Accept);
            request.Headers.TryAddWithoutValidation("X-Prometheus-Scrape-Timeout-Seconds", timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
            if (tokenFile is not null)
                request.Headers.Authorization = await TokenAsync(tokenFile, either.Token).ConfigureAwait(false);
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            return await ReadAsync(response, mostBytes, body, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new ScrapeAnswer.Failed("timeout", $"no whole answer came within {timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        }
        catch (HttpRequestException failed)
        {
            return Failed(failed.HttpRequestError);
        }
        catch (IOException)
        {
            return new ScrapeAnswer.Failed("connection", "the connection broke, or a file could not be read");
        }
        catch (UnauthorizedAccessException)
        {
            return new ScrapeAnswer.Failed("token", "the file of the token may not be read");
        }
    }

    private static async Task<ScrapeAnswer> ReadAsync(HttpResponseMessage response, long mostBytes, BoundedBody body, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (status != 200)
            return new ScrapeAnswer.Failed("http_status", $"the answer was {status}");
        if (response.Content.Headers.ContentEncoding.Count > 0)
            return new ScrapeAnswer.Failed("encoding", "the answer is compressed, which was not asked for");
        if (response.Content.Headers.ContentLength > mostBytes)
            return BoundedBody.TooLong(mostBytes);
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return await body.ReadAsync(stream, cancellation).ConfigureAwait(false)
            ?? (ScrapeAnswer)new ScrapeAnswer.Received(body.Bytes, response.Content.Headers.ContentType?.ToString() ?? "");
    }

    /// <summary>Read anew each time: tokens are replaced before they end.</summary>
    internal static async Task<AuthenticationHeaderValue> TokenAsync(string file, CancellationToken cancellation)
    {
        if (new FileInfo(file).Length > MaxTokenBytes)
            throw new IOException($"'{file}' is longer than {MaxTokenBytes} bytes");
        return new("Bearer", (await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false)).Trim());
    }

    private static ScrapeAnswer.Failed Failed(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => new("name_resolution", "the host's name is not known"),
        HttpRequestError.SecureConnectionError => new("tls", "no secure connection could be made"),
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => new("protocol", "the answer is no HTTP"),
        HttpRequestError.ResponseEnded => new("connection", "the answer was cut short"),
        _ => new("connection", "no connection could be made, or it broke"),
    };
}
