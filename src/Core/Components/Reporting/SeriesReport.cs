using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>Metrics over time, in steps that are exact: a stored percentile is never averaged.</summary>
internal static class SeriesReport
{
    public static SeriesSet Make(ComponentData data, SeriesQuery query, long nowMs, HourArchive archive)
    {
        if (SeriesRange.Parse(query, data, nowMs, out var range) is { } problem)
            return new(query.Step, [], problem);
        var groups = range.Groups;
        var series = range.Metrics.Select(_ => new List<SeriesPoint>()).ToList();
        for (var start = range.FromMs; start < Math.Min(range.ToMs, nowMs); start += range.StepMs)
        {
            var figures = Figures(data, start, range.StepMs, groups, nowMs, archive);
            for (var i = 0; i < series.Count; i++)
                series[i].Add(new(Clock.Time(start), range.Metrics[i].Evaluate(figures)));
        }
        return new(query.Step, [.. range.Metrics.Zip(series, (metric, points) => new SeriesView(metric.Name, points))]);
    }

    private static StepFigures Figures(ComponentData data, long start, long stepMs, Groups groups, long nowMs, HourArchive archive)
    {
        var end = start + stepMs;
        var seconds = Math.Max(Math.Min(end, nowMs) - start, Clock.SecondMs) / (double)Clock.SecondMs;
        var figures = new StepFigures(seconds, Began(data, end), StepCost.Of(data, start, end), data.Settings.Capacity);
        if (stepMs % Clock.HourMs == 0)
            AddHours(data, start, end, archive, figures);
        else if (stepMs == Clock.MinuteMs)
        {
            AddMinute(data, Clock.Minute(start), groups, figures);
            if (groups.HasFlag(Groups.Users))
                SetVariety(data, Clock.Minute(start), figures);
        }
        else
            AddMinutes(data, start, end, groups, figures);
        return figures;
    }

    private static bool Began(ComponentData data, long endMs) =>
        data.Tracks.Any(t => t.Requests.Any && t.Requests.FirstMs < endMs);

    private static void AddHours(ComponentData data, long start, long end, HourArchive archive, StepFigures figures)
    {
        var sum = new Window(0);
        for (var hour = Clock.Hour(start); hour < Clock.Hour(end); hour++)
            HistoryReader.AddHour(data, hour, archive, sum);
        figures.Add(sum, Groups.All);
    }

    /// <summary>A minute has one source for each group, so that nothing is merged.</summary>
    private static void AddMinute(ComponentData data, long minute, Groups wanted, StepFigures figures)
    {
        // A summary is decoded when it is asked for, and mostly one source counts for all groups.
        (SourceTrack? Track, MinuteSummary? Summary) last = default;
        foreach (var (track, part) in HistoryReader.Parts(data, minute * Clock.MinuteMs, Clock.MinuteMs))
        {
            var groups = part & wanted;
            if (groups == Groups.None)
                continue;
            if (track.History.FindMinute(minute) is { } window)
                figures.Add(window, groups);
            if (track != last.Track)
                last = (track, track.History.FindSummary(minute));
            if (last.Summary is { } summary)
                figures.Add(summary, groups);
        }
    }

    /// <summary>A minute shows what its five minutes have together.</summary>
    private static void SetVariety(ComponentData data, long minute, StepFigures figures)
    {
        var first = Clock.SketchMinute(minute);
        var history = data.Counting(Groups.Requests, minute * Clock.MinuteMs, (minute + 1) * Clock.MinuteMs)?.History;
        if (history?.FindMinute(first) is { } window)
            figures.SetVariety(window.Prompts?.Counts, window.Responses?.Counts);
        else if (history?.FindSummary(first) is { } summary)
            figures.SetVariety(summary.Prompts, summary.Responses);
    }

    /// <summary>Minutes of which some have left the ring have no distribution together.</summary>
    private static void AddMinutes(ComponentData data, long start, long end, Groups groups, StepFigures figures)
    {
        var whole = Clock.Minute(start) >= SeriesRange.FirstMinuteInRing(data);
        var sum = new Window(0);
        for (var minute = Clock.Minute(start); minute < Clock.Minute(end); minute++)
        {
            if (whole)
                HistoryReader.AddMinute(data, minute, sum);
            else
                AddMinute(data, minute, groups, figures);
        }
        if (whole)
            figures.Add(sum, groups);
        else
            figures.DropDistributions();
    }
}
