using Plimsoll.Components.Judging;
using Plimsoll.Drift.Sequences;
using Plimsoll.Drift.Watch;
using Plimsoll.Quality.Estimation;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.Alerting;

/// <summary>
/// Today's composite of the version that runs against the week before, whatever version ran then: a worse version is worse even
/// though it begins its own baseline for drift.
/// </summary>
internal static class QualityBaseline
{
    /// <summary>Answers of the week before without which nothing is said.</summary>
    private const double LeastJudged = 100;

    private const double LeastDrop = 0.02;

    /// <summary>Wider bounds say neither that quality is below nor that it is not.</summary>
    private const double MostWidth = 0.2;

    public static bool? IsBelow(ComponentData data, long nowMs) => Compared(data, nowMs) is not var (today, before) ? null
        : today.Upper < before.Mean - LeastDrop ? true
        : today.Width <= MostWidth ? false
        : null;

    /// <summary>Bounds of today's composite and the scores of the week before; null where there is too little to compare.</summary>
    public static (Interval Today, Moments Before)? Compared(ComponentData data, long nowMs)
    {
        var rubric = data.Settings.Judging.Rubric;
        var version = AlertEffects.SubjectOf(data, nowMs).ModelVersion ?? "";
        var key = new ScoreKey(rubric.Version, rubric.Evaluator.ToString(), RubricLimits.Composite, version);
        if (!key.MayAlert || JudgeTrustBook.Of(data).IsQuarantined(key.Dimension, version) || data.Judging.Scores.Today(key) is not { } today)
            return null;
        var before = data.Drift.Watch.ScoresBefore(nowMs / History.Clock.DayMs * DriftWatch.HoursPerDay, data.Judging.FixedSet.JudgeOf(key));
        return before.Count < LeastJudged ? null : (today, before);
    }
}
