using System.Net;
using System.Text.Json;

namespace Plimsoll.Integrations.Scrape.Kubernetes;

/// <summary>
/// Follows the pods of a namespace, or of all: lists them, then hears what changes, and lists anew when it has missed
/// something. What was known stays while the API server does not answer.
/// </summary>
public sealed class PodWatch(KubernetesConnection connection, HttpMessageInvoker http, string? @namespace, string selector, TimeProvider time)
{
    /// <summary>Pods followed; those beyond it are left out, and that is a <see cref="Problem"/>.</summary>
    public const int MaxPods = 10_000;

    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    private readonly KubernetesApi _api = new(
        connection, http, @namespace is null ? "/api/v1/pods" : $"/api/v1/namespaces/{@namespace}/pods", selector, time);

    private readonly Dictionary<string, Pod> _pods = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<Pod> _known = [];
    private volatile string? _problem;

    /// <summary>The pods that run, as far as is known.</summary>
    public IReadOnlyList<Pod> Pods => _known;

    /// <summary>Why the pods may not be all or not be current; null for none.</summary>
    public string? Problem => _problem;

    /// <summary>Follows them until it is cancelled. Waits longer from failure to failure, up to a minute.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var wait = s_firstWait;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var version = await ListAsync(cancellation).ConfigureAwait(false);
                wait = s_firstWait;
                while (version is not null)
                    version = await WatchAsync(version, cancellation).ConfigureAwait(false);
            }
            catch (KubernetesRefusal refusal)
            {
                _problem = refusal.Message;
            }
            catch (Exception failed) when (failed is HttpRequestException or IOException or JsonException or UnauthorizedAccessException)
            {
                _problem = $"the API server cannot be followed ({failed.GetType().Name})";
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                _problem = "the API server did not answer in time";
            }
            await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
            wait = wait * 2 < s_longestWait ? wait * 2 : s_longestWait;
        }
    }

    /// <summary>The version to go on from.</summary>
    private async Task<string> ListAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<string, Pod>(StringComparer.Ordinal);
        var token = "";
        while (true)
        {
            using var page = await _api.ListAsync(token, cancellation).ConfigureAwait(false);
            foreach (var item in PodReader.Items(PodReader.Find(page.RootElement, "items")))
                Put(found, item);
            token = PodReader.Text(PodReader.Find(page.RootElement, "metadata", "continue")) ?? "";
            if (token.Length > 0 && found.Count < MaxPods)
                continue;
            _pods.Clear();
            foreach (var (key, pod) in found)
                _pods[key] = pod;
            Show();
            return PodReader.Text(PodReader.Find(page.RootElement, "metadata", "resourceVersion")) ?? "";
        }
    }

    /// <summary>The version to go on from; null when the pods must be listed anew. Takes a second at least, however soon the server ends it.</summary>
    private async Task<string?> WatchAsync(string version, CancellationToken cancellation)
    {
        string? last = version;
        var leastWait = Task.Delay(s_firstWait, time, cancellation);
        try
        {
            await _api.WatchAsync(version, happened =>
            {
                last = Take(happened, last!);
                return last is not null;
            }, cancellation).ConfigureAwait(false);
        }
        catch (KubernetesRefusal refusal) when (refusal.IsExpired)
        {
            last = null;
        }
        await leastWait.ConfigureAwait(false);
        return last;
    }

    private string? Take(JsonElement happened, string version)
    {
        if (PodReader.Find(happened, "object") is not { } item)
            return version;
        switch (PodReader.Text(PodReader.Find(happened, "type")))
        {
            case "ADDED" or "MODIFIED":
                Put(_pods, item);
                break;
            case "DELETED":
                _pods.Remove(PodReader.Key(item) ?? "");
                break;
            case "ERROR":
                return PodReader.Find(item, "code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) && number == (int)HttpStatusCode.Gone
                    ? null
                    : throw new KubernetesRefusal("the API server ended the watch with an error");
        }
        Show();
        return PodReader.Text(PodReader.Find(item, "metadata", "resourceVersion")) ?? version;
    }

    private static void Put(Dictionary<string, Pod> pods, JsonElement item)
    {
        if (PodReader.Key(item) is not { } key)
            return;
        if (PodReader.Read(item) is not { } pod)
            pods.Remove(key);
        else if (pods.Count < MaxPods || pods.ContainsKey(key))
            pods[key] = pod;
    }

    private void Show()
    {
        _known = [.. _pods.Values];
        _problem = _pods.Count < MaxPods ? null : $"there are more than {MaxPods} pods; narrow the selector or the namespaces";
    }
}
