using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Plimsoll.Cli.Remote;

/// <summary>Asks the query API of a gateway.</summary>
internal sealed class GatewayClient : IDisposable
{
    private const long MaxAnswerBytes = 64 << 20;

    private readonly HttpClient _http;

    public GatewayClient(Uri target, string? apiKey)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = target,
            Timeout = TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        if (apiKey is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    /// <param name="path">Below the target, without a leading slash.</param>
    public Task<GatewayAnswer<T>> GetAsync<T>(string path, JsonTypeInfo<T> shape, CancellationToken cancellation) where T : class =>
        AskAsync(() => _http.GetAsync(new Uri(path, UriKind.Relative), cancellation), shape, cancellation);

    /// <param name="path">Below the target, without a leading slash.</param>
    public Task<GatewayAnswer<byte[]>> GetBytesAsync(string path, CancellationToken cancellation) =>
        AskBytesAsync(() => _http.GetAsync(new Uri(path, UriKind.Relative), cancellation), cancellation);

    /// <param name="path">Below the target, without a leading slash.</param>
    public async Task<GatewayAnswer<T>> PostAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyShape, JsonTypeInfo<T> shape, CancellationToken cancellation) where T : class
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyShape));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await AskAsync(() => _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellation), shape, cancellation);
    }

    /// <summary>For what is answered with nothing. Returns what is wrong; null for nothing.</summary>
    /// <param name="path">Below the target, without a leading slash.</param>
    public async Task<string?> PostAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> bodyShape, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyShape));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return (await AskBytesAsync(() => _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellation), cancellation)).Problem;
    }

    public void Dispose() => _http.Dispose();

    private async Task<GatewayAnswer<T>> AskAsync<T>(Func<Task<HttpResponseMessage>> ask, JsonTypeInfo<T> shape, CancellationToken cancellation) where T : class
    {
        var bytes = await AskBytesAsync(ask, cancellation);
        if (bytes.Value is null)
            return new(null, bytes.Problem);
        try
        {
            return JsonSerializer.Deserialize(bytes.Value, shape) is { } value ? new(value, null) : new(null, NotAGateway);
        }
        catch (JsonException)
        {
            return new(null, NotAGateway);
        }
    }

    private async Task<GatewayAnswer<byte[]>> AskBytesAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellation)
    {
        var authority = _http.BaseAddress!.Authority;
        try
        {
            using var response = await ask();
            if (!response.IsSuccessStatusCode)
                return new(null, await GatewayProblem.DescribeAsync(response, cancellation));
            return new(await response.Content.ReadAsByteArrayAsync(cancellation), null);
        }
        catch (HttpRequestException e)
        {
            return new(null, $"{authority} cannot be reached ({e.HttpRequestError})");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, $"no answer from {authority} within {_http.Timeout.TotalSeconds:0} s");
        }
    }

    private const string NotAGateway = "an answer that is not the gateway's; is --to right?";
}

/// <param name="Value">Null exactly when there is a problem.</param>
internal readonly record struct GatewayAnswer<T>(T? Value, string? Problem) where T : class;
