using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Reporting;

/// <summary>What each source says of the same history.</summary>
internal static class SourceReport
{
    public static IReadOnlyList<SourceView> Make(ComponentData data, IReadOnlySet<long> hours, HourArchive archive)
    {
        var last = StateJudge.LastSeenMs(data);
        var counting = data.Counting(Groups.Requests, last, last + 1);
        return [.. data.Tracks.Where(t => t.Requests.Any).Select(t => ToView(t, t == counting, hours, archive))];
    }

    private static SourceView ToView(SourceTrack track, bool counts, IReadOnlySet<long> hours, HourArchive archive)
    {
        var sum = new TrafficCounters();
        foreach (var hour in hours)
            sum.Add((track.History.FindHour(hour) ?? archive.Find(track.Source, hour))?.Traffic?.Counters ?? default);
        foreach (var minute in track.History.Minutes)
        {
            if (hours.Contains(minute.Index / 60))
                sum.Add(minute.Traffic?.Counters ?? default);
        }
        var name = track.Source.Name();
        return new(name, counts, sum.Requests, sum.InputTokens, sum.OutputTokens, Clock.Time(track.Requests.LastMs));
    }
}
