using System.Net;
using System.Net.Http.Headers;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Replay.Delivery;

/// <summary>Posts batches to <c>/api/v1/records</c> over one connection, one at a time, retrying what may yet succeed.</summary>
internal sealed class RecordsClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _endpoint;
    private readonly TimeProvider _time;
    private readonly Action<string, TimeSpan> _onRetry;

    /// <param name="onRetry">Told why, and how long until the next try.</param>
    public RecordsClient(Uri target, string? apiKey, TimeProvider time, Action<string, TimeSpan> onRetry)
    {
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false, AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(60),
        };
        if (apiKey is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        _endpoint = new Uri(target, "api/v1/records");
        _time = time;
        _onRetry = onRetry;
    }

    public async Task<DeliveryResult> SendAsync(byte[] gzipBody, CancellationToken cancellation)
    {
        var start = _time.GetTimestamp();
        for (var retry = 0; ; retry++)
        {
            var attempt = await TryAsync(gzipBody, cancellation);
            if (attempt.Result is { } result)
                return result;
            var wait = RetryPolicy.Wait(retry, attempt.RetryAfter, _time.GetUtcNow());
            if (_time.GetElapsedTime(start) + wait > RetryPolicy.Limit)
                return new DeliveryResult.Failed($"{attempt.Problem}; given up after {retry + 1} tries");
            _onRetry(attempt.Problem, wait);
            await Task.Delay(wait, _time, cancellation);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Attempt> TryAsync(byte[] gzipBody, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(gzipBody);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        try
        {
            using var response = await _http.PostAsync(_endpoint, content, cancellation);
            if (response.StatusCode == HttpStatusCode.OK)
                return new Attempt(await RecordsAnswer.ReadAsync(await response.Content.ReadAsStreamAsync(cancellation), cancellation), "");
            var problem = await GatewayProblem.DescribeAsync(response, cancellation);
            return RetryPolicy.IsTransient(response.StatusCode)
                ? new Attempt(null, problem, response.Headers.RetryAfter)
                : new Attempt(new DeliveryResult.Failed(problem), problem);
        }
        catch (HttpRequestException e)
        {
            return new Attempt(null, $"{_endpoint.Authority} cannot be reached ({e.HttpRequestError})");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Attempt(null, $"no answer from {_endpoint.Authority} within {_http.Timeout.TotalSeconds:0} s");
        }
    }

    /// <param name="Result">Null when another try may succeed.</param>
    private readonly record struct Attempt(DeliveryResult? Result, string Problem, RetryConditionHeaderValue? RetryAfter = null);
}
