using Plimsoll.Components.History;

namespace Plimsoll.Components.Reporting;

/// <summary>All that is known of one minute of the last day.</summary>
internal static class MinuteFigures
{
    /// <param name="minute">Unix minute.</param>
    public static StepFigures Of(ComponentData data, long minute)
    {
        var start = minute * Clock.MinuteMs;
        var end = start + Clock.MinuteMs;
        var began = data.Tracks.Any(t => t.Requests.Any && t.Requests.FirstMs < start);
        var figures = new StepFigures(Clock.MinuteMs / (double)Clock.SecondMs, began, StepCost.Of(data, start, end), data.Settings.Capacity);
        foreach (var (track, groups) in HistoryReader.Parts(data, start, Clock.MinuteMs))
        {
            if (track.History.FindMinute(minute) is { } window)
                figures.Add(window, groups);
            else if (track.History.FindSummary(minute) is { } summary)
                figures.Add(summary, groups);
        }
        return figures;
    }
}
