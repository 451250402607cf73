using Plimsoll.Alerting.States;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>What time does to the evidence: hours that are final go into their day, once.</summary>
internal static class EvidenceClock
{
    private const long HoursPerDay = Clock.DayMs / Clock.HourMs;

    /// <summary>
    /// With every minute that began, after the windows have moved and before slices leave. Returns whether anything changed.
    /// </summary>
    public static bool Advance(ComponentData data)
    {
        var changed = FoldHours(data);
        changed |= LoadReader.Advance(data);
        changed |= FactReader.Advance(data);
        changed |= ScoreReader.Advance(data);
        if (data.Evidence.Advance(Today(data.PositionMs)))
        {
            data.Evidence.Version = data.Version;
            changed = true;
        }
        return changed;
    }

    public static long Today(long ms) => ms / Clock.DayMs;

    public static void NoteState(ComponentData data, string from, string to, long nowMs) =>
        Note(data, new(nowMs, "state", "", from, to, nowMs));

    /// <summary>Keeps that an alert fired or was resolved, of those that somebody was to be told of.</summary>
    public static void NoteAlert(ComponentData data, string rule, AlertEvent change, long sinceMs, long nowMs)
    {
        if (change.Mute != AlertMute.None || change.Kind is not (AlertEventKind.Firing or AlertEventKind.Resolved))
            return;
        var kind = change.Kind == AlertEventKind.Firing ? EvidenceChange.AlertFired : EvidenceChange.AlertResolved;
        Note(data, new(nowMs, kind, rule, change.Priority.ToString(), null, Math.Min(sinceMs, nowMs)));
    }

    /// <summary>Counts a first judgement; what a heuristic says accepts and refuses nothing.</summary>
    public static void NoteVerdict(ComponentData data, VerdictRecord record, long nowMs)
    {
        if (record.Composite is { } composite && !Evaluator.IsHeuristicName(record.Label.Evaluator))
            data.Evidence.Day(Today(nowMs), data.Version).Answers.Add(composite, record.Request.Inclusion);
    }

    public static void Note(ComponentData data, EvidenceChange change) =>
        data.Evidence.Day(Today(change.AtMs), data.Version).Note(change);

    /// <summary>Hours that left the resident ones take nothing more: each goes into its day.</summary>
    private static bool FoldHours(ComponentData data)
    {
        var book = data.Evidence;
        var last = Clock.Hour(data.PositionMs) - Clock.ResidentHours;
        if (last <= book.FoldedHour)
            return false;
        foreach (var hour in Left(data, last))
        {
            var day = book.Day(hour / HoursPerDay, data.Version);
            HourReader.Add(data, hour, day);
        }
        CloseDays(data, last);
        book.FoldedHour = last;
        book.Version = data.Version;
        return true;
    }

    private static List<long> Left(ComponentData data, long last) =>
        [.. data.Tracks.SelectMany(t => t.History.Leaving).Select(w => w.Index).Where(h => h > data.Evidence.FoldedHour && h <= last).Distinct().Order()];

    /// <summary>Days of which the last hour is in.</summary>
    private static void CloseDays(ComponentData data, long last)
    {
        foreach (var week in data.Evidence.Weeks)
        {
            foreach (var day in week.All.Where(d => d.Users.IsOpen && (d.Day + 1) * HoursPerDay <= last + 1))
            {
                day.Users.Close();
                week.Version = data.Version;
            }
        }
    }
}
