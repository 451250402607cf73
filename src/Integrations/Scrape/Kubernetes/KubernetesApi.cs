using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text.Json;

namespace Plimsoll.Integrations.Scrape.Kubernetes;

/// <summary>The two requests that pods are followed with. What goes wrong is a <see cref="KubernetesRefusal"/>.</summary>
/// <param name="path">Of the pods, such as <c>/api/v1/namespaces/llm/pods</c>.</param>
/// <param name="selector">Of labels; empty for none.</param>
internal sealed class KubernetesApi(KubernetesConnection connection, HttpMessageInvoker http, string path, string selector, TimeProvider time)
{
    private const int PageItems = 500;
    private const int MaxPageBytes = 64 << 20;
    private const int MaxEventBytes = 4 << 20;
    private const int WatchSeconds = 300;
    private static readonly TimeSpan s_listTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_watchTimeout = TimeSpan.FromSeconds(WatchSeconds + 30);

    /// <param name="token">Where the page before ended; empty for the first.</param>
    public async Task<JsonDocument> ListAsync(string token, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(s_listTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        var query = $"limit={PageItems}" + (token.Length > 0 ? $"&continue={Uri.EscapeDataString(token)}" : "");
        using var response = await SendAsync(query, either.Token).ConfigureAwait(false);
        using var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        using var body = new BoundedBody(new ByteBudget(2L * MaxPageBytes), MaxPageBytes);
        return await body.ReadAsync(stream, either.Token).ConfigureAwait(false) is null
            ? JsonDocument.Parse(body.Bytes.ToArray())
            : throw new KubernetesRefusal($"a page of pods is longer than {MaxPageBytes} bytes");
    }

    /// <summary>What happens to pods after <paramref name="version"/>, until the server ends it.</summary>
    /// <param name="take">Answers false to end it.</param>
    public async Task WatchAsync(string version, Func<JsonElement, bool> take, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(s_watchTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        var query = string.Create(CultureInfo.InvariantCulture, $"watch=1&allowWatchBookmarks=true&timeoutSeconds={WatchSeconds}&resourceVersion={Uri.EscapeDataString(version)}");
        using var response = await SendAsync(query, either.Token).ConfigureAwait(false);
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false));
        try
        {
            await ReadLinesAsync(reader, take, either.Token).ConfigureAwait(false);
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static async Task ReadLinesAsync(PipeReader reader, Func<JsonElement, bool> take, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                using var happened = JsonDocument.Parse(rest.Slice(0, end));
                if (!take(happened.RootElement))
                    return;
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            if (rest.Length > MaxEventBytes)
                throw new KubernetesRefusal($"an event is longer than {MaxEventBytes} bytes");
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                return;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string query, CancellationToken cancellation)
    {
        var labels = selector.Length > 0 ? $"&labelSelector={Uri.EscapeDataString(selector)}" : "";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(connection.Server, $"{path}?{query}{labels}"));
        if (File.Exists(connection.TokenFile))
            request.Headers.Authorization = await ScrapeClient.TokenAsync(connection.TokenFile, cancellation).ConfigureAwait(false);
        var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK)
            return response;
        response.Dispose();
        throw new KubernetesRefusal(Refusal(response.StatusCode)) { IsExpired = response.StatusCode == HttpStatusCode.Gone };
    }

    private string Refusal(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => $"the API server answered 401 to {path}: it does not know the service account's token",
        HttpStatusCode.Forbidden => $"the API server answered 403 to {path}: the service account needs a role with the verbs list and watch on pods",
        _ => $"the API server answered {(int)status} to {path}",
    };
}

/// <summary>Pods cannot be followed; the message says why.</summary>
internal sealed class KubernetesRefusal(string message) : Exception(message)
{
    /// <summary>What was known is too old to go on from: list anew.</summary>
    public bool IsExpired { get; init; }
}
