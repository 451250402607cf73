using Plimsoll.Components.Views;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Publishing;

/// <summary>The metrics of the inference-quality namespace: what judges found, and never what a heuristic guessed.</summary>
public static class QualityMetrics
{
    public const string Judged = "judged";

    /// <summary>What the judge took, and not the model that it judges.</summary>
    public const string EvaluationLatency = "quality_evaluation_latency";

    private const double MsPerSecond = 1_000;

    /// <param name="standing">Null for a minute that is long over.</param>
    /// <param name="names">Names in place of the usual ones, by dimension.</param>
    public static IReadOnlyList<PublishedPoint> Of(MinuteView minute, StandingView? standing, IReadOnlyDictionary<string, string> names)
    {
        if (minute.Scores is not { Heuristic: false } scores)
            return [];
        var points = new List<PublishedPoint>();
        foreach (var (dimension, values) in scores.ByDimension)
        {
            var (different, counts) = PointValues.Of(values, PublishedMetrics.MostValues);
            points.Add(new(Name(dimension, names), PointUnit.None, different, counts));
        }
        points.Add(PublishedPoint.One(Judged, PointUnit.Count, scores.Judged));
        if (scores.JudgeSeconds is { } latency)
        {
            var (milliseconds, counts) = PointValues.Of(latency, MsPerSecond, PublishedMetrics.MostValues);
            points.Add(new(EvaluationLatency, PointUnit.Milliseconds, milliseconds, counts));
        }
        foreach (var score in Newest(standing))
        {
            points.Add(PublishedPoint.One(Name(score.Dimension, names) + "_lower", PointUnit.None, score.Lower));
            points.Add(PublishedPoint.One(Name(score.Dimension, names) + "_upper", PointUnit.None, score.Upper));
        }
        return points;
    }

    /// <summary><c>safety_score</c> and so on; <c>composite_quality_score</c> for all dimensions together.</summary>
    public static string Name(string dimension, IReadOnlyDictionary<string, string> names) =>
        names.TryGetValue(dimension, out var given) ? given
        : dimension == RubricLimits.Composite ? "composite_quality_score"
        : dimension + "_score";

    /// <summary>Bounds of the last 24 hours, of the model version that was judged most: bounds of several cannot be one.</summary>
    private static IEnumerable<QualityScoreView> Newest(StandingView? standing) =>
        standing?.Quality.Where(q => !q.Heuristic).GroupBy(q => q.Dimension).Select(g => g.MaxBy(q => q.Judged)!) ?? [];
}
