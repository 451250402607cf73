namespace Plimsoll.Telemetry;

/// <summary>One reading of one host that serves a component; rates are over the time since the reading before.</summary>
public sealed record HostSample
{
    public required string Component { get; init; }

    /// <summary>Identifies the host within the component.</summary>
    public required string Host { get; init; }

    /// <summary>Copy of the model that was loaded.</summary>
    public string? Copy { get; init; }

    public required long TimestampMs { get; init; }
    public double? MemoryUsedMiB { get; init; }
    public double? MemoryTotalMiB { get; init; }
    public double? DiskReadMiBPerS { get; init; }
    public double? DiskWriteMiBPerS { get; init; }
    public double? NetworkReceiveMiBPerS { get; init; }
    public double? NetworkTransmitMiBPerS { get; init; }

    /// <summary>How long a model took to load, milliseconds: each value is one loading.</summary>
    public double? ModelLoadMs { get; init; }

    public TelemetrySource Source { get; init; }

    /// <summary>Used ÷ total, 0–1; null when either is unknown.</summary>
    public double? MemoryUtilizationRatio => MemoryTotalMiB > 0 ? MemoryUsedMiB / MemoryTotalMiB : null;
}
