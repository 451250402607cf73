using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.Alerting;

/// <summary>What judges found of the model version that runs, by the present rubric. Scores of heuristics, clients and quarantined judges alert nobody.</summary>
internal static class ScoreSignals
{
    /// <summary>Under so many judged answers nothing is said.</summary>
    public const long LeastJudged = 20;

    /// <summary>Share of answers.</summary>
    public const double MostHallucinated = 0.05;

    private const long WindowMs = 2 * Clock.HourMs;
    private const string Faithfulness = "faithfulness";

    /// <summary>Over the present hour and the one before.</summary>
    public static double? Mean(ComponentData data, string dimension, long nowMs) =>
        Estimate(data, dimension, nowMs) is { Judged: >= LeastJudged } estimate ? estimate.Mean : null;

    /// <summary>Whether today's bounds, which hold at every look, say that more than 5% is hallucinated.</summary>
    public static bool? HallucinationAbove(ComponentData data, long nowMs) =>
        LeastHallucinated(data, nowMs) is { } least ? least > MostHallucinated : null;

    /// <summary>Lower bound of the share that is hallucinated today; null where nothing was judged.</summary>
    public static double? LeastHallucinated(ComponentData data, long nowMs) => 1 - Estimate(data, Faithfulness, nowMs)?.Today?.Upper;

    private static ScoreEstimate? Estimate(ComponentData data, string dimension, long nowMs)
    {
        var rubric = data.Settings.Judging.Rubric.Version;
        var version = AlertEffects.SubjectOf(data, nowMs).ModelVersion ?? "";
        foreach (var key in data.Judging.Scores.Keys)
        {
            if (key.Dimension == dimension && key.RubricVersion == rubric && key.ModelVersion == version && key.MayAlert && !JudgeTrustBook.Of(data).IsQuarantined(dimension, version))
                return data.Judging.Scores.Estimate(key, nowMs - WindowMs, nowMs, served: 0);
        }
        return null;
    }
}
