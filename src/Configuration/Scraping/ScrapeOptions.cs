namespace Plimsoll.Configuration.Scraping;

/// <summary>Prometheus targets that are asked for their metrics.</summary>
public sealed record ScrapeOptions
{
    public IReadOnlyList<ScrapeJob> Jobs { get; init; } = [];

    /// <summary>Whose pods are whose, where the pods' own series do not tell.</summary>
    public IReadOnlyList<PodOwner> Pods { get; init; } = [];

    /// <summary>Whether every gateway scrapes all targets; else one of the fleet does.</summary>
    public bool PerGateway { get; init; }

    /// <summary>Targets of all jobs together; those beyond it are left out, and counted.</summary>
    public int MaxTargets { get; init; } = 1_000;

    /// <summary>Of one answer; a longer one counts nothing.</summary>
    public long MaxBodyBytes { get; init; } = 16L << 20;

    /// <summary>Samples of one answer that tell of a component; more of them count nothing.</summary>
    public int MaxSamples { get; init; } = 50_000;

    /// <summary>That one target may name while it is known; series of others are left out, and counted.</summary>
    public int MaxComponents { get; init; } = 200;
}

/// <summary>Targets of one kind.</summary>
public sealed record ScrapeJob
{
    public required string Name { get; init; }

    /// <summary>http or https.</summary>
    public string Scheme { get; init; } = "http";

    public string Path { get; init; } = "/metrics";
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>To the last byte of an answer; at most the interval.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>host:port.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Files of targets as Prometheus has them (file_sd), JSON or YAML; the last part of a path may hold <c>*</c>.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public KubernetesPods? Kubernetes { get; init; }

    /// <summary>Labels that each series gets which does not have them itself.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels of the series by the names that they get instead.</summary>
    public IReadOnlyDictionary<string, string> Rename { get; init; } = new Dictionary<string, string>();

    /// <summary>File that holds a bearer token, read for each scrape; null for none.</summary>
    public string? TokenFile { get; init; }
}

/// <summary>Pods of a Kubernetes cluster, found with the rights of a service account.</summary>
public sealed record KubernetesPods
{
    private const string ServiceAccount = "/var/run/secrets/kubernetes.io/serviceaccount/";

    /// <summary>Empty: all namespaces.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Label selector, such as <c>app=vllm,tier!=test</c>.</summary>
    public string Selector { get; init; } = "";

    /// <summary>Name or number of the containers' port; null: every declared port named metrics or http, else the only one.</summary>
    public string? Port { get; init; }

    /// <summary>Label of a pod that names its component.</summary>
    public string ComponentLabel { get; init; } = "plimsoll/component";

    /// <summary>Null: what the variables KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT of a pod tell.</summary>
    public Uri? ApiServer { get; init; }

    /// <summary>Read for each request, for a token is replaced before it ends.</summary>
    public string TokenFile { get; init; } = ServiceAccount + "token";

    /// <summary>Certificates that the API server's is checked against.</summary>
    public string CaFile { get; init; } = ServiceAccount + "ca.crt";
}

/// <summary>Gives the GPUs of pods to a component.</summary>
/// <param name="Pod">The pod's name; <c>*</c> at its end stands for any rest.</param>
/// <param name="Namespace">Null: any.</param>
/// <param name="Container">Null: any.</param>
public sealed record PodOwner(string Component, string Pod, string? Namespace, string? Container);
