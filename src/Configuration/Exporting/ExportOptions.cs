namespace Plimsoll.Configuration.Exporting;

/// <summary>Where the metrics of all components, and verdicts, are sent. Null: nowhere.</summary>
public sealed record ExportOptions
{
    /// <summary>A receiver of Prometheus remote write 1.0.</summary>
    public ExportDestination? RemoteWrite { get; init; }

    /// <summary>An OTLP/HTTP receiver, without <c>/v1/metrics</c>.</summary>
    public ExportDestination? Otlp { get; init; }

    /// <summary>Whether verdicts go to the OTLP receiver as events.</summary>
    public bool Verdicts { get; init; } = true;
}

/// <summary>A receiver, and how it is treated.</summary>
/// <param name="Url">May hold no password.</param>
public sealed record ExportDestination(Uri Url)
{
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Of one request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Headers of each request; a secret.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Added to every series.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What waits for a receiver that does not answer; beyond it the oldest goes, and is counted.</summary>
    public long MaxQueueBytes { get; init; } = 32L << 20;
}
