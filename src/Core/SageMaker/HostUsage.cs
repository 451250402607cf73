namespace Plimsoll.SageMaker;

/// <summary>CPU and memory of an inference component, relative to what is reserved for it where something is.</summary>
/// <param name="Instance">Null for all of them together.</param>
/// <param name="Container">Null for all of them together.</param>
public sealed record HostUsage(string Component, string? Instance, string? Container)
{
    /// <summary>0 to 1; null where it is not told.</summary>
    public double? CpuRatio { get; init; }

    /// <summary>0 to 1; null where it is not told.</summary>
    public double? MemoryRatio { get; init; }
}
