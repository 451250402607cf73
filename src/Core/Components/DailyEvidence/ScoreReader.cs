using Plimsoll.Components.History;
using Plimsoll.Components.Reporting;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>
/// Copies the scores of today and yesterday into their days. The day's sequence holds at every look, so that the last copy
/// before a new day stands, though it may lack the verdicts of its last minutes.
/// </summary>
internal static class ScoreReader
{
    private const long EveryMinutes = 5;

    public static bool Advance(ComponentData data)
    {
        var (book, judging) = (data.Evidence, data.Judging);
        if (judging.ScoresVersion <= book.ScoresSeen || Clock.Minute(data.PositionMs) < book.ScoresMinute + EveryMinutes)
            return false;
        (book.ScoresSeen, book.ScoresMinute) = (judging.ScoresVersion, Clock.Minute(data.PositionMs));
        var today = EvidenceClock.Today(data.PositionMs);
        var changed = false;
        foreach (var day in (long[])[today - 1, today])
        {
            foreach (var score in Of(data, day).ToList())
            {
                book.Day(day, data.Version).Put(score);
                changed = true;
            }
        }
        return changed;
    }

    /// <summary>What is known of a day of the last two.</summary>
    public static IEnumerable<EvidenceScore> Of(ComponentData data, long day)
    {
        var scores = data.Judging.Scores;
        foreach (var key in scores.Keys)
        {
            if (scores.Estimate(key, day * Clock.DayMs, (day + 1) * Clock.DayMs, 0) is not { } estimate)
                continue;
            var sequence = scores.Sequence(key, day);
            var known = sequence is null ? Known(data, day, key) : null;
            yield return new(
                key, QualityReport.Name(data.Settings.Judging.Rubric, key.RubricVersion), estimate.Judged, estimate.Missing, estimate.Mean, estimate.Bounds,
                sequence?.Bounds ?? known?.Sequence, sequence?.Count ?? known?.SequenceCount ?? 0);
        }
    }

    private static EvidenceScore? Known(ComponentData data, long day, ScoreKey key) => data.Evidence.Find(day)?.Scores.Find(s => s.Key == key);
}
