namespace Plimsoll.Components.Views;

/// <summary>Hosts of one component: the last reading of each within three minutes; memory and I/O are sums over hosts.</summary>
/// <param name="MemoryUtilizationRatio">Mean over hosts, 0–1.</param>
/// <param name="ModelLoads">By copy, the loadings of the last 24 h.</param>
public sealed record HostsView(
    double? MemoryUtilizationRatio, double? MemoryUsedMib, double? DiskReadMibPerS, double? DiskWriteMibPerS,
    double? NetworkReceiveMibPerS, double? NetworkTransmitMibPerS,
    IReadOnlyList<HostReading> Hosts, IReadOnlyList<ModelLoadView> ModelLoads);

public sealed record HostReading(
    string Host, string? Copy, double? MemoryUsedMib, double? MemoryTotalMib, double? DiskReadMibPerS, double? DiskWriteMibPerS,
    double? NetworkReceiveMibPerS, double? NetworkTransmitMibPerS, DateTimeOffset At);

/// <param name="Copy">The copy, or the host where the reading named none; <c>__other__</c> is the overflow slot.</param>
/// <param name="At">When the last one was.</param>
public sealed record ModelLoadView(string Copy, double LastMs, DateTimeOffset At, DistributionView Ms);
