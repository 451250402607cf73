namespace Plimsoll.Telemetry;

/// <summary>One reading of one GPU that serves a component.</summary>
public sealed record GpuSample
{
    public required string Component { get; init; }
    public string? Endpoint { get; init; }
    public string? Copy { get; init; }

    /// <summary>Identifies the GPU within the component, for example its UUID or <c>host/0</c>.</summary>
    public required string Gpu { get; init; }

    public required long TimestampMs { get; init; }

    /// <summary>Compute utilization, 0–1.</summary>
    public double? UtilizationRatio { get; init; }

    public double? MemoryUsedMiB { get; init; }
    public double? MemoryTotalMiB { get; init; }

    /// <summary>What the engine's allocator has taken from the GPU.</summary>
    public double? MemoryReservedMiB { get; init; }

    /// <summary>What of it holds data.</summary>
    public double? MemoryAllocatedMiB { get; init; }

    public double? TemperatureC { get; init; }
    public double? PowerW { get; init; }
    public TelemetrySource Source { get; init; }

    /// <summary>(Reserved − allocated) ÷ reserved, 0–1: memory that the allocator holds and cannot give; null when either is unknown.</summary>
    public double? MemoryFragmentationRatio =>
        MemoryReservedMiB > 0 ? (MemoryReservedMiB - MemoryAllocatedMiB) / MemoryReservedMiB : null;
}
