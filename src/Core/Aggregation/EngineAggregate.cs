using Plimsoll.Aggregation.Encoding;
using Plimsoll.Telemetry;

namespace Plimsoll.Aggregation;

/// <summary>Engine gauges of all copies over one window: running and waiting summed over copies, cache use their mean.</summary>
internal sealed class EngineAggregate
{
    private SummedGauge _running;
    private SummedGauge _waiting;
    private MeanSum _kvCache;

    public double? Running => _running.Value;

    public double? Waiting => _waiting.Value;

    public double? KvCacheUsageRatio => _kvCache.Mean;

    /// <param name="slot">Number of the copy in its table.</param>
    public void Add(EngineSample sample, int slot)
    {
        _running.Add(sample.RequestsRunning, slot);
        _waiting.Add(sample.RequestsWaiting, slot);
        _kvCache.Add(sample.KvCacheUsageRatio);
    }

    public void Merge(EngineAggregate other)
    {
        _running.Merge(other._running);
        _waiting.Merge(other._waiting);
        _kvCache.Merge(other._kvCache);
    }

    public void Write(StateWriter writer)
    {
        _running.Write(writer);
        _waiting.Write(writer);
        _kvCache.Write(writer);
    }

    public static EngineAggregate Read(ref StateReader reader) => new()
    {
        _running = SummedGauge.Read(ref reader),
        _waiting = SummedGauge.Read(ref reader),
        _kvCache = MeanSum.Read(ref reader),
    };
}
