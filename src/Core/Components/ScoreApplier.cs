using Plimsoll.Components.History;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>Adds scores to the windows: those that came with a request, and those that came by themselves.</summary>
internal static class ScoreApplier
{
    /// <summary>Source of a score whose sender does not say who judged.</summary>
    private const string Unsaid = "client";

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
    }

    public static void Add(ComponentData data, in Targets targets, string name, string source, double value)
    {
        var limit = data.Settings.MaxNamedValues;
        if (targets.Main is { } window && data.Settings.Alerts.Rules.Count > 0)
            data.Alerts.NoteScore(name, value, Math.Min(window.Index * Clock.MinuteMs + Clock.MinuteMs, data.PositionMs), data.Version);
        if (targets.Main is not null && !targets.Main.ForScores().Add(name, source, value, limit))
            data.Quality.OverflowedValues++;
        targets.Life?.ForScores().Add(name, source, value, limit);
    }
}
