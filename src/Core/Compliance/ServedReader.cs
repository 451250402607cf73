using Plimsoll.Components.Views;

namespace Plimsoll.Compliance;

/// <summary>What a component served over its days.</summary>
internal static class ServedReader
{
    public static ServedComponent Of(EvidenceSet set)
    {
        var days = set.Days;
        return new(
            set.Component, days.Count, days.Sum(d => d.Requests), days.Sum(d => d.Errors), days.Sum(d => d.InputTokens), days.Sum(d => d.OutputTokens),
            days.Sum(d => d.Cost.Tokens + d.Cost.Gpu), days.Sum(d => d.HarmSuspected), days.Sum(d => d.HarmConfirmed), Versions(days), Scores(days), []);
    }

    private static List<ServedVersion> Versions(IReadOnlyList<EvidenceDayView> days) =>
    [
        .. days.SelectMany(d => d.Versions.Select(v => (d.Day, Version: v))).GroupBy(v => v.Version.Name, StringComparer.Ordinal)
            .Select(g => new ServedVersion(g.Key, g.Sum(v => v.Version.Requests), g.Sum(v => v.Version.Errors), g.Min(v => v.Day), g.Max(v => v.Day)))
            .OrderBy(v => v.First).ThenBy(v => v.Version, StringComparer.Ordinal),
    ];

    private static List<ScoreEvidenceRow> Scores(IReadOnlyList<EvidenceDayView> days) =>
    [
        .. days.SelectMany(d => d.Scores.Select(s => new ScoreOfDay(d, s)))
            .GroupBy(s => (s.Score.Rubric, s.Score.Evaluator, s.Score.Heuristic, s.Score.Dimension, s.Score.ModelVersion))
            .OrderBy(g => g.Key.Rubric, StringComparer.Ordinal).ThenBy(g => g.Key.Evaluator, StringComparer.Ordinal)
            .ThenBy(g => g.Key.ModelVersion, StringComparer.Ordinal).ThenBy(g => g.Key.Dimension, StringComparer.Ordinal)
            .Select(g => Row([.. g])),
    ];

    private static ScoreEvidenceRow Row(IReadOnlyList<ScoreOfDay> scores)
    {
        var one = scores[0].Score;
        var judged = scores.Sum(s => s.Score.Judged);
        var served = scores.Sum(s => s.Served);
        var mean = scores.Sum(s => s.Score.Judged * s.Score.Mean) / judged;
        var lowest = scores.Where(s => s.Score.SequenceLower is not null).MinBy(s => s.Score.SequenceLower);
        return new(
            one.Dimension, one.Rubric, one.Evaluator, one.Heuristic, one.ModelVersion, judged, scores.Sum(s => s.Score.Missing),
            served > 0 ? Math.Min(1, (double)judged / served) : null, mean,
            Math.Max(0, mean - Half(scores, judged, s => s.Mean - s.Lower)), Math.Min(1, mean + Half(scores, judged, s => s.Upper - s.Mean)),
            scores.Count, lowest?.Score.SequenceLower, lowest?.Day.Day);
    }

    /// <summary>Of a weighted mean of independent days: the root of the sum of squares.</summary>
    private static double Half(IReadOnlyList<ScoreOfDay> scores, long judged, Func<DayScoreView, double> half) =>
        Math.Sqrt(scores.Sum(s => Math.Pow(s.Score.Judged * half(s.Score), 2))) / judged;

    private sealed record ScoreOfDay(EvidenceDayView Day, DayScoreView Score)
    {
        /// <summary>Requests of the model version; of all where the requests name none.</summary>
        public long Served => Score.ModelVersion.Length == 0 ? Day.Requests : Day.Versions.FirstOrDefault(v => v.Name == Score.ModelVersion)?.Requests ?? 0;
    }
}
