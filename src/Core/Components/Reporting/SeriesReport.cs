using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>One metric over time, in steps that are exact: a stored percentile is never averaged.</summary>
internal static class SeriesReport
{
    public static SeriesView Make(ComponentData data, SeriesQuery query, long nowMs, HourArchive archive)
    {
        if (SeriesRange.Parse(query, data, nowMs, out var range) is { } problem)
            return new(query.Metric, query.Step, [], problem);
        var points = new List<SeriesPoint>();
        for (var start = range.FromMs; start < Math.Min(range.ToMs, nowMs); start += range.StepMs)
        {
            var figures = Figures(data, start, range, nowMs, archive);
            points.Add(new(Clock.Time(start), figures is null ? null : range.Metric.Evaluate(figures)));
        }
        return new(query.Metric, query.Step, points);
    }

    private static StepFigures? Figures(ComponentData data, long start, SeriesRange range, long nowMs, HourArchive archive)
    {
        var end = start + range.StepMs;
        var seconds = Math.Max(Math.Min(end, nowMs) - start, Clock.SecondMs) / (double)Clock.SecondMs;
        var figures = new StepFigures(seconds, Began(data, end), StepCost.Of(data, start, end));
        if (range.StepMs % Clock.HourMs == 0)
            AddHours(data, start, end, archive, figures);
        else if (Clock.Minute(start) >= SeriesRange.FirstMinuteInRing(data))
            AddMinutes(data, start, end, figures);
        else if (range.StepMs == Clock.MinuteMs || range.Metric.Measure is null)
            AddSummaries(data, start, end, figures);
        else
            return null;
        return figures;
    }

    private static bool Began(ComponentData data, long endMs) =>
        data.Tracks.Any(t => t.Requests.Any && t.Requests.FirstMs < endMs);

    private static void AddHours(ComponentData data, long start, long end, HourArchive archive, StepFigures figures)
    {
        var sum = new Window(0);
        for (var hour = Clock.Hour(start); hour < Clock.Hour(end); hour++)
            HistoryReader.AddHour(data, hour, archive, sum);
        figures.Add(sum);
    }

    private static void AddMinutes(ComponentData data, long start, long end, StepFigures figures)
    {
        var sum = new Window(0);
        for (var minute = Clock.Minute(start); minute < Clock.Minute(end); minute++)
            HistoryReader.AddMinute(data, minute, sum);
        figures.Add(sum);
    }

    /// <summary>Sums of minutes of which some have left the ring.</summary>
    private static void AddSummaries(ComponentData data, long start, long end, StepFigures figures)
    {
        var sum = new Window(0);
        for (var minute = Clock.Minute(start); minute < Clock.Minute(end); minute++)
        {
            HistoryReader.AddMinute(data, minute, sum);
            AddSummary(data, minute, figures);
        }
        figures.Add(sum);
    }

    // A summary is decoded when it is asked for, and mostly one source counts for all groups.
    private static void AddSummary(ComponentData data, long minute, StepFigures figures)
    {
        (SourceTrack? Track, MinuteSummary? Summary) last = default;
        foreach (var (track, groups) in HistoryReader.Parts(data, minute * Clock.MinuteMs, Clock.MinuteMs))
        {
            if (track != last.Track)
                last = (track, track.History.FindSummary(minute));
            if (last.Summary is { } summary)
                figures.Add(summary, groups);
        }
    }
}
