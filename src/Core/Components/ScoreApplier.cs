using Plimsoll.Components.History;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>Adds scores to the windows: those that came with a request, and those that came by themselves. Flags count for alerts alone.</summary>
internal static class ScoreApplier
{
    /// <summary>Source of a score whose sender does not say who judged.</summary>
    private const string Unsaid = "client";

    /// <summary>What rules on single requests see of one that was flagged.</summary>
    private const string Safety = "safety";
    private const double Flagged = 0;

    /// <param name="reader">At an inference row.</param>
    /// <param name="minute">In which the request counts.</param>
    public static void Add(ComponentData data, ref RecordBatchReader reader, long minute)
    {
        var targets = data.Own.History.Target(minute, data.Version);
        foreach (var score in reader.Scores)
        {
            var source = reader.Text(score.Source);
            Add(data, in targets, reader.Text(score.Name)!, string.IsNullOrEmpty(source) ? Unsaid : source, score.Value);
        }
        if (reader.IsFlagged && targets.Main is { } window)
            NoteFlag(data, window);
    }

    /// <summary>A client's own filter found the request unsafe: suspected until a judge confirms it. It counts in no mean.</summary>
    private static void NoteFlag(ComponentData data, Window window)
    {
        if (data.Settings.Alerts.Rules.Count == 0)
            return;
        var at = At(data, window);
        data.Alerts.NoteScore(Safety, Flagged, at, data.Version);
        data.Alerts.NoteHarm(confirmed: false, at, data.Version);
    }

    /// <summary>No later than the clock, for a minute that still runs.</summary>
    private static long At(ComponentData data, Window window) => Math.Min(window.Index * Clock.MinuteMs + Clock.MinuteMs, data.PositionMs);

    public static void Add(ComponentData data, in Targets targets, string name, string source, double value)
    {
        var limit = data.Settings.MaxNamedValues;
        if (targets.Main is { } window && data.Settings.Alerts.Rules.Count > 0)
            data.Alerts.NoteScore(name, value, At(data, window), data.Version);
        if (targets.Main is not null && !targets.Main.ForScores().Add(name, source, value, limit))
            data.Quality.OverflowedValues++;
        targets.Life?.ForScores().Add(name, source, value, limit);
    }
}
