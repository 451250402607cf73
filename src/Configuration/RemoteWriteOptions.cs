namespace Plimsoll.Configuration;

/// <summary>How series that Prometheus writes find their component.</summary>
public sealed record RemoteWriteOptions
{
    /// <summary>Labels that name the component, first match wins; a series with none of them is left out.</summary>
    public IReadOnlyList<string> ComponentLabels { get; init; } =
        ["inference_component", "component", "model_name", "served_model_name", "model", "gen_ai_response_model", "gen_ai_request_model"];

    /// <summary>Labels that name the copy of the model, first match wins.</summary>
    public IReadOnlyList<string> CopyLabels { get; init; } = ["copy", "pod", "instance"];

    public HighAvailabilityOptions HighAvailability { get; init; } = new();
}

/// <summary>Several Prometheus servers that scrape the same: one of a cluster counts at a time.</summary>
public sealed record HighAvailabilityOptions
{
    /// <summary>Label that servers with the same targets share.</summary>
    public string ClusterLabel { get; init; } = "cluster";

    /// <summary>Label that tells them apart; it is no part of a series' identity.</summary>
    public string ReplicaLabel { get; init; } = "__replica__";

    /// <summary>How long the elected server may be silent before another one is elected.</summary>
    public TimeSpan FailoverTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Clusters followed at a time; series of more are not taken.</summary>
    public int MaxClusters { get; init; } = 1_000;
}
