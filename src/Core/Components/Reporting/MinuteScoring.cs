using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Components.Reporting;

/// <summary>Scores by the minute in which their verdict came; a score that is missing is in no list.</summary>
internal static class MinuteScoring
{
    private const long NanosecondsPerMs = 1_000_000;

    public static IReadOnlyDictionary<long, MinuteScores> Make(ComponentData data, long fromMinute, long toMinute)
    {
        var rubric = data.Settings.Judging.Rubric;
        var log = data.Judging.Verdicts;
        var full = log.Blocks.Count() == VerdictLog.MaxBlocks;
        var gone = full ? Clock.Minute(log.Blocks.First().Records[0].JudgedMs) : long.MinValue;
        return log.Newest
            .Where(v => v.Label.Version == rubric.Version && Clock.Minute(v.JudgedMs) >= fromMinute && Clock.Minute(v.JudgedMs) < toMinute)
            .GroupBy(v => Clock.Minute(v.JudgedMs))
            .ToDictionary(g => g.Key, g => new MinuteScores(rubric.Evaluator.IsHeuristic, g.Count(), ByDimension(g), g.Key > gone) { JudgeSeconds = Latencies(g) });
    }

    private static HistogramView? Latencies(IEnumerable<VerdictRecord> verdicts)
    {
        var histogram = new ExponentialHistogram();
        foreach (var latency in verdicts.Select(v => v.LatencyMs).OfType<long>())
            histogram.Record(HistogramPoint.OfNanoseconds(latency * NanosecondsPerMs));
        return histogram.Count == 0 ? null : Distributions.ToExposition(histogram, Measure.Total);
    }

    private static Dictionary<string, IReadOnlyList<double>> ByDimension(IEnumerable<VerdictRecord> verdicts) =>
        verdicts.SelectMany(Scores).GroupBy(s => s.Dimension, s => s.Score).ToDictionary(g => g.Key, g => (IReadOnlyList<double>)[.. g]);

    private static IEnumerable<(string Dimension, double Score)> Scores(VerdictRecord verdict)
    {
        for (var i = 0; i < verdict.Scores.Count; i++)
        {
            if (verdict.Scores[i] is { } score)
                yield return (verdict.Label.Dimensions[i], score);
        }
        if (verdict.Composite is { } composite)
            yield return (RubricLimits.Composite, composite);
    }
}
