using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.Judging;

/// <summary>What time does to a component's judging.</summary>
internal static class JudgingClock
{
    /// <summary>How often the sampling rate follows the width of the interval.</summary>
    public const long AdaptEveryMs = 10 * 60_000;

    private const long DayMs = 86_400_000;

    /// <summary>Chooses the sample of a minute that has ended. Returns whether anything was chosen.</summary>
    public static bool Advance(ComponentData data, long nowMs)
    {
        var judging = data.Judging;
        var closed = judging.Sampler.Advance(nowMs);
        if (closed.Count == 0)
            return false;
        foreach (var request in closed.SelectMany(s => JudgeRequests.Of(s, data.Settings.Judging.Rubric.Version)))
            judging.Desk.Add(request);
        judging.Sizes.Settle(nowMs / DayMs);
        judging.Version = data.Version;
        return true;
    }

    /// <summary>Sheds what waited too long, gives up calls without an answer, drops old verdicts and adapts the rate. Returns whether anything changed.</summary>
    public static bool Tick(ComponentData data, long nowMs)
    {
        var judging = data.Judging;
        var changed = judging.Desk.Queue.Expire(nowMs).Count > 0;
        changed |= judging.Desk.Queue.Retire(data.Settings.Judging.Rubric.Version).Count > 0;
        changed |= Abandon(data, nowMs);
        changed |= Adapt(data, nowMs);
        changed |= judging.FixedSet.Tick(data, nowMs);
        if (changed)
            judging.Version = data.Version;
        return judging.Verdicts.Expire(nowMs - (long)data.Settings.Judging.Retention.TotalMilliseconds, data.Version) | changed;
    }

    private static bool Abandon(ComponentData data, long nowMs)
    {
        var abandoned = data.Judging.Desk.Abandon(nowMs);
        data.Judging.Figures.Forfeited(data.Judging.Desk.Budget.TakeForfeited());
        foreach (var (call, end) in abandoned)
        {
            data.Judging.Calls.Remove(call);
            if (end is not null)
                VerdictFiling.Miss(data, end.Request, nowMs);
        }
        return abandoned.Count > 0;
    }

    private static bool Adapt(ComponentData data, long nowMs)
    {
        var judging = data.Judging;
        if (nowMs - judging.AdaptedMs < AdaptEveryMs || Width(judging, data.Settings.Judging.Rubric) is not { } width)
            return false;
        judging.AdaptedMs = nowMs;
        judging.Sampler.Adapt(width, data.Drift.Watch.IsSuspected, data.Settings.Judging.KeptShare);
        return true;
    }

    /// <summary>
    /// Of the composite of the model version that was judged last, or of the widest dimension where no answer had them all; null
    /// before the day's first score.
    /// </summary>
    private static double? Width(JudgingState judging, Rubric rubric)
    {
        if (judging.Verdicts.Newest.FirstOrDefault() is not { } last)
            return null;
        double? Of(string dimension) => judging.Scores.Today(new ScoreKey(rubric.Version, rubric.Evaluator.ToString(), dimension, last.Request.ModelVersion))?.Width;
        return Of(RubricLimits.Composite) ?? rubric.Dimensions.Max(d => Of(d.Name));
    }
}
