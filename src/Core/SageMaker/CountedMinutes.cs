namespace Plimsoll.SageMaker;

/// <summary>
/// What of each minute was counted already, for as long as minutes are read again: a later, higher number counts by its
/// difference. A lower one cannot be taken back, and is counted as such.
/// </summary>
public sealed class CountedMinutes
{
    private readonly Dictionary<(string Component, long Minute), Counted> _counted = [];

    private long _lowered;

    /// <summary>What is new of a minute, and how often it was counted before; null for nothing.</summary>
    public (TrafficMinute Change, int Before)? Take(TrafficMinute now)
    {
        var before = _counted.GetValueOrDefault((now.Component, now.Minute));
        var requests = Difference(now.Requests ?? 0, before?.Requests ?? 0);
        var errors = now.Errors.ToDictionary(e => e.Key, e => Difference(e.Value, before?.Errors.GetValueOrDefault(e.Key) ?? 0))
            .Where(e => e.Value > 0).ToDictionary(e => e.Key, e => e.Value);
        if (requests == 0 && errors.Count == 0)
            return null;
        var times = before?.Times ?? 0;
        _counted[(now.Component, now.Minute)] = new(now.Requests ?? 0, now.Errors, times + 1);
        return (now with { Requests = requests, Errors = errors, Latency = Scaled(now.Latency, requests, before is null) }, times);
    }

    public void Forget(long beforeMinute)
    {
        foreach (var key in _counted.Keys.Where(k => k.Minute < beforeMinute).ToList())
            _counted.Remove(key);
    }

    /// <summary>Numbers that were lower than before, since the last time that somebody asked.</summary>
    public long TakeLowered()
    {
        var lowered = _lowered;
        _lowered = 0;
        return lowered;
    }

    public void Clear() => _counted.Clear();

    /// <summary>Of latecomers nothing is known but that the minute's shape holds for them as well.</summary>
    private static LatencyStatistics? Scaled(LatencyStatistics? latency, long requests, bool first) =>
        first || latency is null ? latency : requests > 0 ? latency with { Count = requests } : null;

    private long Difference(long now, long before)
    {
        if (now < before)
            _lowered++;
        return Math.Max(0, now - before);
    }

    private sealed record Counted(long Requests, IReadOnlyDictionary<string, long> Errors, int Times);
}
