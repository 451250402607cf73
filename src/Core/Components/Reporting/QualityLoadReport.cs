using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Views;
using Plimsoll.Drift.Discovery;
using Plimsoll.Quality.Estimation;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Components.Reporting;

/// <summary>Scores of judged answers against what the component was doing when they were made.</summary>
internal static class QualityLoadReport
{
    private const double MostPValue = 0.05;

    /// <summary>A weaker correlation may be no chance and still explains nothing: 1% of the variation of ranks.</summary>
    private const double LeastCorrelation = 0.1;
    private const string TooFew = "too_few";
    private const string None = "none";

    private static readonly (string Name, Func<VerdictRecord, double?> Value)[] s_factors =
    [
        ("queue_ms", v => v.Load?.QueueMs), ("ttft_ms", v => v.Load?.TtftMs), ("requests_waiting", v => v.Load?.Waiting),
        ("kv_cache_usage_ratio", v => v.Load?.KvCache), ("gpu_utilization_ratio", v => v.Load?.Gpu),
        ("gpu_memory_utilization_ratio", v => v.Load?.GpuMemory), ("requests_per_second", v => v.Load?.RequestsPerSecond),
        ("input_tokens", v => v.Load?.InputTokens), ("response_chars", v => v.ResponseChars),
    ];

    public static QualityLoadView Make(ComponentData data, QualityLoadQuery query)
    {
        var rubric = data.Settings.Judging.Rubric;
        var scored = Scored(data, rubric, query).ToList();
        var factors = s_factors.Select(f => (f.Name, Pairs: LoadPairs.Of(scored.Select(s => (f.Value(s.Verdict), s.Score))))).ToList();
        var correlations = factors.Select(f => f.Pairs.Correlation).ToList();
        var adjusted = BenjaminiHochberg.Adjust([.. correlations.Select(c => c?.PValue)]);
        return new(
            query.Dimension, [RubricLimits.Composite, .. rubric.Dimensions.Select(d => d.Name)], rubric.Evaluator.IsHeuristic, scored.Count,
            scored.Count == 0 ? null : Clock.Time(scored.Min(s => s.Verdict.Request.CreatedMs)),
            scored.Count == 0 ? null : Clock.Time(scored.Max(s => s.Verdict.Request.CreatedMs)),
            [.. factors.Zip(correlations, adjusted).Select(f => Factor(f.First.Name, f.First.Pairs, f.Second, f.Third))],
            PromptClasses([.. scored.Select(s => (s.Verdict.Request.Stratum.PromptClass, s.Score))]));
    }

    /// <summary>Of the uniform part of the sample: the other parts are chosen by what would be looked for.</summary>
    private static IEnumerable<(VerdictRecord Verdict, double Score)> Scored(ComponentData data, Rubric rubric, QualityLoadQuery query) =>
        from verdict in data.Judging.Verdicts.Newest
        where verdict.Request.Priority == JudgePriority.Uniform && verdict.Label.Version == rubric.Version
        where query.ModelVersion is null || verdict.Request.ModelVersion == query.ModelVersion
        let index = verdict.Label.Dimensions.ToList().IndexOf(query.Dimension)
        let score = query.Dimension == RubricLimits.Composite ? verdict.Composite : index < 0 ? null : verdict.Scores[index]
        where score is not null
        select (verdict, score.Value);

    private static LoadFactorView Factor(string name, LoadPairs pairs, RankCorrelation? found, double? p) => new(
        name, pairs.Count, found?.Coefficient, found?.Interval.Lower, found?.Interval.Upper, p, Finding(pairs.Count, found?.Coefficient, p), pairs.Bins(), pairs.Points());

    private static string Finding(int count, double? correlation, double? p) =>
        count < RankCorrelation.MinCount ? TooFew
        : p > MostPValue || correlation is not { } known || Math.Abs(known) < LeastCorrelation ? None
        : known < 0 ? "worse_with_more" : "better_with_more";

    private static PromptClassesView PromptClasses(IReadOnlyList<(string Class, double Score)> scored)
    {
        var groups = scored.GroupBy(s => s.Class, s => s.Score).Select(g => (g.Key, Scores: (IReadOnlyList<double>)[.. g])).OrderByDescending(g => g.Scores.Count).Take(LoadPairs.MostClasses).ToList();
        var enough = scored.Count >= RankCorrelation.MinCount;
        var test = enough ? KruskalWallis.Of([.. groups.Select(g => g.Scores)]) : null;
        return new(
            test?.PValue, !enough ? TooFew : test?.PValue <= MostPValue ? "differ" : None,
            [.. groups.Select(g => (g.Key, Mean: LoadPairs.Mean(g.Scores), g.Scores.Count)).OrderBy(g => g.Mean.Mean).Select(g => new PromptClassView(g.Key, g.Count, g.Mean.Mean, g.Mean.Lower, g.Mean.Upper))]);
    }
}
