using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Demo;

/// <summary>What the host of a model's copies reports in one minute, twice, and the copies that load their model anew.</summary>
internal sealed class DemoHosts(ulong seed, DemoModel model, long minute)
{
    private const int EveryMs = 30_000;
    private const double MemoryTotalMiB = 262_144;

    /// <summary>Each copy loads its model every six hours, the copies one after the other.</summary>
    private const int MinutesPerLoad = 360;
    private const int MinutesApart = 11;

    private readonly SeededRandom _random = SeededRandom.For(seed, 12, (ulong)model.Index, (ulong)minute);
    private readonly DemoConditions _now = DemoConditions.At(seed, model, minute);

    public IEnumerable<DemoEvent> Make()
    {
        var loading = Loading;
        for (var at = minute * 60_000; at < (minute + 1) * 60_000; at += EveryMs)
            yield return new(at, Reading(at, loading is not null));
        if (loading is { } copy)
            yield return new((minute * 60_000) + 45_000, Load(copy));
    }

    private string Host => $"node-{model.Index}";

    /// <summary>The copy that loads its model in this minute.</summary>
    private int? Loading
    {
        get
        {
            var since = (minute + (model.Index * 97)) % MinutesPerLoad;
            return since % MinutesApart == 0 && since / MinutesApart < DemoModel.Copies ? (int)(since / MinutesApart) : null;
        }
    }

    private HostSample Reading(long at, bool loading) => new()
    {
        Component = model.Name,
        Host = Host,
        TimestampMs = at,
        MemoryUsedMiB = Math.Round(MemoryTotalMiB * (0.34 + (0.12 * _now.Utilization) + (loading ? 0.15 : 0) + (0.01 * _random.NextDouble()))),
        MemoryTotalMiB = MemoryTotalMiB,
        DiskReadMiBPerS = Math.Round(loading ? _random.Between(900, 1400) : _random.Exponential(0.6), 2),
        DiskWriteMiBPerS = Math.Round(0.4 + _random.Exponential(1.1), 2),
        NetworkReceiveMiBPerS = Math.Round(_now.RequestsPerSecond * model.MedianInputTokens * 4 / 1e6 * _random.Between(1.5, 2), 3),
        NetworkTransmitMiBPerS = Math.Round(_now.RequestsPerSecond * model.MedianOutputTokens * 200 / 1e6 * _random.Between(0.9, 1.1), 3),
    };

    private HostSample Load(int copy) => new()
    {
        Component = model.Name,
        Host = Host,
        Copy = $"copy-{copy}",
        TimestampMs = (minute * 60_000) + 45_000,
        ModelLoadMs = Math.Round(_random.LogNormal(model.GpuMemoryMiB, 0.12)),
    };
}
