using Plimsoll.Configuration.Scraping;
using Plimsoll.Integrations.Scrape.Kubernetes;

namespace Plimsoll.Gateway.Scraping.Kubernetes;

/// <summary>Targets of a job that are pods of a Kubernetes cluster.</summary>
internal sealed class PodTargets : ITargetSource, IDisposable
{
    private readonly ScrapeJob _job;
    private readonly KubernetesPods _settings;
    private readonly HttpMessageInvoker? _http;
    private readonly PodWatch[] _watches = [];
    private volatile Made _made = new([], []);

    /// <param name="ownServer">The API server that this process's own pod knows; null outside a cluster.</param>
    public PodTargets(ScrapeJob job, KubernetesPods settings, Uri? ownServer, TimeProvider time)
    {
        (_job, _settings) = (job, settings);
        if ((settings.ApiServer ?? ownServer) is not { } server)
            return;
        var connection = new KubernetesConnection(server, settings.TokenFile, settings.CaFile);
        var http = _http = connection.NewHttp();
        string?[] namespaces = settings.Namespaces.Count == 0 ? [null] : [.. settings.Namespaces];
        _watches = [.. namespaces.Select(n => new PodWatch(connection, http, n, settings.Selector, time))];
    }

    public string Job => _job.Name;
    public string Kind => "kubernetes";

    /// <summary>Pods that run, targets or not.</summary>
    public int Pods => _watches.Sum(w => w.Pods.Count);

    /// <summary>Made anew only when pods have changed: it is asked every second.</summary>
    public IReadOnlyList<ScrapeTarget> Targets
    {
        get
        {
            IReadOnlyList<Pod>[] now = [.. _watches.Select(w => w.Pods)];
            if (!now.SequenceEqual(_made.Pods))
                _made = new(now, [.. now.SelectMany(p => p).SelectMany(p => PodAddresses.Targets(_job, _settings, p))]);
            return _made.Targets;
        }
    }

    public string? Problem => _watches.Length == 0
        ? "this process runs in no Kubernetes cluster; name its API server (scrape.jobs[].kubernetes.api_server)"
        : _watches.Select(w => w.Problem).FirstOrDefault(p => p is not null);

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(_watches.Select(w => w.RunAsync(cancellation)));

    public void Dispose() => _http?.Dispose();

    private sealed record Made(IReadOnlyList<Pod>[] Pods, IReadOnlyList<ScrapeTarget> Targets);
}
