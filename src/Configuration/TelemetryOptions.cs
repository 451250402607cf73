namespace Plimsoll.Configuration;

public enum OtlpProtocol
{
    Grpc,
    Http,
}

/// <summary>Where a process of Plimsoll sends metrics and traces of itself.</summary>
public sealed record TelemetryOptions
{
    /// <summary>An OTLP receiver; null: nothing is sent.</summary>
    public Uri? OtlpEndpoint { get; init; }

    public OtlpProtocol Protocol { get; init; } = OtlpProtocol.Grpc;

    /// <summary>Headers of each export, <c>name=value,…</c>; a secret.</summary>
    public string? Headers { get; init; }

    public string ServiceName { get; init; } = "plimsoll";

    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of traces that are kept, 0 to 1; a caller's own decision goes before it.</summary>
    public double TraceRatio { get; init; } = 0.01;

    /// <summary>For one export, and for the last one at a stop.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
