using Plimsoll.Quality.Estimation;

namespace Plimsoll.Quality.Verdicts;

/// <summary>A score as it is published: never without what it rests on.</summary>
/// <param name="Mean">Weighted, from 0 to 1.</param>
/// <param name="Bounds">Of the mean over the period, at 95%, for one look.</param>
/// <param name="Judged">n: answers with a score.</param>
/// <param name="Missing">Answers whose judgement came to nothing; they are not in the mean.</param>
/// <param name="Served">Requests of the period.</param>
/// <param name="Today">Bounds of the UTC day's mean that hold at every look; null before its first score.</param>
public sealed record ScoreEstimate(ScoreKey Key, double Mean, Interval Bounds, long Judged, long Missing, long Served, Interval? Today)
{
    /// <summary>From 0 to 1; null when nothing was served.</summary>
    public double? JudgedRatio => Served > 0 ? (double)Judged / Served : null;
}
