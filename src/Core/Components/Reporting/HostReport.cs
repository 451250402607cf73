using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Reporting;

/// <summary>Hosts as they stand, and how long their models took to load.</summary>
internal static class HostReport
{
    private const long BlockMs = SliceBlock.Hours * Clock.HourMs;

    /// <summary>Null when no host reports and no model was loaded within 24 hours.</summary>
    public static HostsView? Make(ComponentData data, long nowMs)
    {
        var from = nowMs - GpuReadings.FreshMs;
        var hosts = data.Counting(Groups.Hosts, from, nowMs + 1)?.Hosts.Since(from).ToList() ?? [];
        var loads = Loads(data, nowMs);
        if (hosts.Count == 0 && loads.Count == 0)
            return null;
        return new(
            hosts.Average(h => h.Value.MemoryUtilizationRatio),
            Sum(hosts, h => h.MemoryUsedMiB),
            Sum(hosts, h => h.DiskReadMiBPerS),
            Sum(hosts, h => h.DiskWriteMiBPerS),
            Sum(hosts, h => h.NetworkReceiveMiBPerS),
            Sum(hosts, h => h.NetworkTransmitMiBPerS),
            [.. hosts.Select(ToView)],
            loads);
    }

    private static double? Sum(List<ReadingTable<HostSample>.Reading> hosts, Func<HostSample, double?> gauge) =>
        hosts.Exists(h => gauge(h.Value) is not null) ? hosts.Sum(h => gauge(h.Value)) : null;

    private static HostReading ToView(ReadingTable<HostSample>.Reading reading)
    {
        var host = reading.Value;
        return new(
            reading.Key, host.Copy, host.MemoryUsedMiB, host.MemoryTotalMiB, host.DiskReadMiBPerS, host.DiskWriteMiBPerS,
            host.NetworkReceiveMiBPerS, host.NetworkTransmitMiBPerS, Clock.Time(reading.AtMs));
    }

    private static List<ModelLoadView> Loads(ComponentData data, long nowMs)
    {
        var byCopy = new SortedDictionary<string, ModelLoad>(StringComparer.Ordinal);
        foreach (var (copy, load) in data.Tracks.SelectMany(t => Blocks(data, t, nowMs)).SelectMany(b => b.ModelLoads ?? new Dictionary<string, ModelLoad>()))
        {
            if (!byCopy.TryGetValue(copy, out var sum))
                byCopy[copy] = sum = new();
            sum.Merge(load);
        }
        return [.. byCopy.Select(l => new ModelLoadView(l.Key, l.Value.LastMs, Clock.Time(l.Value.LastAtMs), Distributions.ToView(l.Value.Times, Measure.Total)))];
    }

    /// <summary>Blocks of the resident hours in which the track counts.</summary>
    private static IEnumerable<SliceBlock> Blocks(ComponentData data, SourceTrack track, long nowMs) => track.Slices.Blocks.Where(b =>
        (b.Index + 1) * BlockMs > nowMs - Clock.DayMs && b.Index * BlockMs <= nowMs
        && data.Counting(Groups.Hosts, b.Index * BlockMs, (b.Index + 1) * BlockMs) == track);
}
