namespace Plimsoll.Telemetry;

/// <summary>Gauges of one copy's serving engine (vLLM, SGLang and the like) at one moment.</summary>
public sealed record EngineSample
{
    public required string Component { get; init; }
    public string? Copy { get; init; }
    public required long TimestampMs { get; init; }
    public long? RequestsRunning { get; init; }
    public long? RequestsWaiting { get; init; }

    /// <summary>Share of the KV cache in use, 0–1.</summary>
    public double? KvCacheUsageRatio { get; init; }

    public TelemetrySource Source { get; init; }
}
