using Plimsoll.Aggregation;
using Plimsoll.Components.History;

namespace Plimsoll.Components.Reporting;

/// <summary>Sums windows over a period; in each the source counts that is the best active one for the group.</summary>
internal static class HistoryReader
{
    private static readonly Groups[] s_groups = [Groups.Requests | Groups.Users, Groups.Gpu, Groups.Engine, Groups.Hosts];

    /// <summary>Counters of one minute, whether its window is still there or only its summary.</summary>
    public static TrafficCounters CountersOf(ComponentData data, long minute)
    {
        var history = Counting(data, Groups.Requests, minute * Clock.MinuteMs, Clock.MinuteMs)?.History;
        return history?.FindMinute(minute)?.Traffic?.Counters ?? history?.FindSummary(minute)?.Counters ?? default;
    }

    /// <summary>Requests of one minute that is still in the ring.</summary>
    public static TrafficAggregate? TrafficOf(ComponentData data, long minute) =>
        Counting(data, Groups.Requests, minute * Clock.MinuteMs, Clock.MinuteMs)?.History.FindMinute(minute)?.Traffic;

    /// <summary>Adds a minute that is still in the ring.</summary>
    public static void AddMinute(ComponentData data, long minute, Window sum)
    {
        foreach (var (track, groups) in Parts(data, minute * Clock.MinuteMs, Clock.MinuteMs))
        {
            if (track.History.FindMinute(minute) is { } window)
                sum.Merge(window, groups, data.Settings.MaxNamedValues);
        }
    }

    /// <summary>Adds a whole hour, from memory or from the archive.</summary>
    public static void AddHour(ComponentData data, long hour, HourArchive archive, Window sum)
    {
        foreach (var (track, groups) in Parts(data, hour * Clock.HourMs, Clock.HourMs))
        {
            if ((track.History.FindHour(hour) ?? archive.Find(track.Source, hour)) is { } window)
                sum.Merge(window, groups, data.Settings.MaxNamedValues);
            foreach (var minute in track.History.Minutes)
            {
                if (minute.Index / 60 == hour)
                    sum.Merge(minute, groups, data.Settings.MaxNamedValues);
            }
        }
    }

    /// <summary>The tracks that count in a period, and for which groups.</summary>
    public static IEnumerable<(SourceTrack Track, Groups Groups)> Parts(ComponentData data, long startMs, long lengthMs)
    {
        foreach (var group in s_groups)
        {
            if (Counting(data, group & ~Groups.Users, startMs, lengthMs) is { } track)
                yield return (track, group);
        }
        if (data.FindOwn() is { } own)
            yield return (own, Groups.Own);
    }

    private static SourceTrack? Counting(ComponentData data, Groups group, long startMs, long lengthMs) =>
        data.Counting(group, startMs, startMs + lengthMs);
}
