using Plimsoll.Aggregation;
using Plimsoll.Components.History;

namespace Plimsoll.Components.Reporting;

/// <summary>Requests of this minute and the four before it.</summary>
/// <param name="Seconds">What has passed of them.</param>
internal readonly record struct RecentTraffic(long LastMinute, TrafficCounters Counters, double Seconds)
{
    private const int Minutes = 5;

    public static RecentTraffic Of(ComponentData data, long nowMs)
    {
        var last = Clock.Minute(nowMs);
        var counters = new TrafficCounters();
        for (var minute = last - Minutes + 1; minute <= last; minute++)
            counters.Add(HistoryReader.CountersOf(data, minute));
        return new(last, counters, Math.Max(nowMs - (last - Minutes + 1) * Clock.MinuteMs, Clock.SecondMs) / (double)Clock.SecondMs);
    }

    public double? CapacityUsedRatio(ComponentData data) =>
        data.Settings.Capacity?.UsedRatio(Counters.Requests / Seconds, Counters.OutputTokens / Seconds);

    /// <summary>One measure of them; null when there is no value.</summary>
    public ExponentialHistogram? Merge(ComponentData data, Measure measure)
    {
        ExponentialHistogram? sum = null;
        for (var minute = LastMinute - Minutes + 1; minute <= LastMinute; minute++)
        {
            if (HistoryReader.TrafficOf(data, minute)?[measure] is { } histogram)
                (sum ??= new()).Merge(histogram);
        }
        return sum;
    }
}
