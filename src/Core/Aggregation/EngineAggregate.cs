using Plimsoll.Aggregation.Encoding;
using Plimsoll.Telemetry;

namespace Plimsoll.Aggregation;

/// <summary>
/// Engine gauges of all copies over one window. Within a minute running and waiting are the copies' means, summed;
/// merging counts the other as minutes of their own.
/// </summary>
internal sealed class EngineAggregate
{
    private MeanSum _running;
    private MeanSum _waiting;
    private MeanSum _kvCache;
    private MeanSum _runningByMinute;
    private MeanSum _waitingByMinute;
    private SlotSet _copies;

    public double? Running => ByMinute(_runningByMinute, _running);

    public double? Waiting => ByMinute(_waitingByMinute, _waiting);

    public double? KvCacheUsageRatio => _kvCache.Mean;

    /// <param name="slot">Number of the copy in its table.</param>
    public void Add(EngineSample sample, int slot)
    {
        _copies.Add(slot);
        _running.Add(sample.RequestsRunning);
        _waiting.Add(sample.RequestsWaiting);
        _kvCache.Add(sample.KvCacheUsageRatio);
    }

    public void Merge(EngineAggregate other)
    {
        _kvCache.Merge(other._kvCache);
        _runningByMinute.Merge(other._runningByMinute);
        _runningByMinute.Add(other.SumOverCopies(other._running));
        _waitingByMinute.Merge(other._waitingByMinute);
        _waitingByMinute.Add(other.SumOverCopies(other._waiting));
    }

    public void Write(StateWriter writer)
    {
        _running.Write(writer);
        _waiting.Write(writer);
        _kvCache.Write(writer);
        _runningByMinute.Write(writer);
        _waitingByMinute.Write(writer);
        _copies.Write(writer);
    }

    public static EngineAggregate Read(ref StateReader reader) => new()
    {
        _running = MeanSum.Read(ref reader),
        _waiting = MeanSum.Read(ref reader),
        _kvCache = MeanSum.Read(ref reader),
        _runningByMinute = MeanSum.Read(ref reader),
        _waitingByMinute = MeanSum.Read(ref reader),
        _copies = SlotSet.Read(ref reader),
    };

    private double? ByMinute(MeanSum byMinute, MeanSum open)
    {
        byMinute.Add(SumOverCopies(open));
        return byMinute.Mean;
    }

    private double? SumOverCopies(MeanSum open) => open.Mean * _copies.Count;
}
