using Plimsoll.Drift.Sequences;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Drift.Watch;

/// <summary>Compares the mean score of an hour with its baseline, and looks for a trend in the days' ratings.</summary>
internal static class MeanTests
{
    /// <summary>Index of the score among the signals of <see cref="DriftHour.HasDrifted"/>.</summary>
    public static int ScoreIndex => DriftSignal.All.Count;

    private const double LeastScores = 30;
    private const double LeastShift = 0.02;
    private const double MostPValue = 1e-3;
    private const int HoursPerDay = 24;

    /// <param name="sequence">Bounds of the day's mean that hold at every look; null where nothing was judged.</param>
    public static IEnumerable<TestAnswer> Run(IReadOnlyDictionary<long, DriftHour> known, DriftHour current, Interval? sequence)
    {
        if (Score(known, current, sequence) is { } score)
            yield return score;
        if (Rating(known, current) is { } rating)
            yield return rating;
    }

    private static TestAnswer? Score(IReadOnlyDictionary<long, DriftHour> known, DriftHour current, Interval? sequence)
    {
        if (current.Score is not { } now || now.Moments.Count < LeastScores || sequence is not { } bounds)
            return null;
        var baselines = DriftBaseline.For(known, current, ScoreIndex, h => h.Score?.Judge == now.Judge);
        var answers = DriftBaseline.Quietest(baselines.SelectMany(b => Compare(Moments.Merge([.. b.Select(h => h.Hour.Score!.Value.Moments)]), now.Moments, bounds)));
        return answers.Select(a => (TestAnswer?)a).FirstOrDefault();
    }

    private static IEnumerable<TestAnswer> Compare(Moments baseline, Moments now, Interval bounds)
    {
        if (baseline.Count < LeastScores || WelchTest.Of(baseline, now) is not { } welch)
            yield break;
        var drifts = !bounds.Contains(baseline.Mean) && welch.PValue <= MostPValue && Math.Abs(welch.Shift) >= LeastShift;
        yield return new(ScoreIndex, DriftFamily.Score,
            new(DriftSignal.Score, DriftTest.Welch, welch.Shift, LeastShift, welch.PValue, baseline.Count, now.Count, drifts, null, []), welch.PValue);
    }

    private static TestAnswer? Rating(IReadOnlyDictionary<long, DriftHour> known, DriftHour current)
    {
        if (current.Rating.Count == 0)
            return null;
        var days = known.Values.Append(current).Where(h => h.Rating.Count > 0 && h.Version == current.Version)
            .GroupBy(h => h.Hour / HoursPerDay).OrderBy(d => d.Key).ToList();
        if (TrendTest.Of([.. days.Select(d => d.Sum(h => h.Rating.Mean * h.Rating.Count) / d.Sum(h => h.Rating.Count))]) is not { } trend)
            return null;
        return new(ScoreIndex + 1, DriftFamily.Rating,
            new(DriftSignal.Rating, DriftTest.MannKendall, trend.Slope, 0, trend.PValue, days.Count - 1, 1, trend.Drifts, null, []), trend.PValue);
    }

    /// <summary>All scores of some hours by one judge; hours in which they had drifted are left out.</summary>
    public static Moments Of(IEnumerable<DriftHour> hours, string judge) =>
        Moments.Merge([.. hours.Where(h => !h.HasDrifted(ScoreIndex)).Select(h => h.Score).OfType<HourScore>().Where(s => s.Judge == judge).Select(s => s.Moments)]);
}
