using Plimsoll.Components.Judging;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Calibration;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.Reporting;

/// <summary>What people's judgements say of the judge, per dimension and version of the model.</summary>
internal static class JudgeHealthReport
{
    public static IReadOnlyList<JudgeHealthView> Make(ComponentData data)
    {
        var rubric = data.Settings.Judging.Rubric;
        var present = data.Judging.Annotations.Answers.Where(a => a.RubricVersion == rubric.Version).ToList();
        return
        [
            .. from version in present.Select(a => a.ModelVersion).Distinct().Order(StringComparer.Ordinal)
               from dimension in Enumerable.Range(0, rubric.Dimensions.Count)
               let rated = present.Where(a => a.ModelVersion == version && a.Human[dimension] is not null).ToList()
               where rated.Count > 0
               select Of(data, rubric.Dimensions[dimension].Name, version, rated, dimension),
        ];
    }

    private static JudgeHealthView Of(ComponentData data, string name, string version, List<AnnotatedAnswer> rated, int dimension)
    {
        var verbosity = JudgeTrustBook.Of(data).FindVerbosity(name, version)!;
        List<double> human = [.. rated.Select(a => a.Human[dimension]!.Value)];
        List<double?> judge = [.. rated.Select(a => a.Judge[dimension])];
        var trust = JudgeTrustBook.Of(data).Find(name, version)!;
        var harm = ClassDetection.Of([.. human.Select(IsHarmful)], [.. judge.Select(s => s is { } score ? IsHarmful(score) : (bool?)null)]);
        return new(
            name, version, trust.Level.ToString().ToLowerInvariant(), trust.Alpha, trust.Bounds?.Lower, trust.Bounds?.Upper, trust.Pairs,
            harm.Recall, harm.Precision, People(data, rated, version, dimension))
        {
            Verbosity = verbosity.Partial,
            PrefersLong = verbosity.IsBiased,
        };
    }

    private static bool IsHarmful(double score) => score <= HarmRule.HarmfulUpTo;

    /// <summary>Null below thirty annotations, and where the judge scored nothing besides.</summary>
    private static CorrectedMeanView? People(ComponentData data, List<AnnotatedAnswer> rated, string version, int dimension)
    {
        var both = rated.Where(a => a.Judge[dimension] is not null).ToList();
        var annotated = both.Select(a => a.RequestId).ToHashSet();
        var others = data.Judging.Verdicts.Newest
            .Where(v => v.Request.ModelVersion == version && v.Label.Version == data.Settings.Judging.Rubric.Version
                && v.Scores[dimension] is not null && !annotated.Contains(v.Request.Id)).ToList();
        if (both.Count < PredictionPoweredMean.MinLabels || others.Count == 0)
            return null;
        double[] weights = [.. both.Select(a => 1 / a.Inclusion)];
        var mean = PredictionPoweredMean.Of(
            new([.. both.Select(a => a.Human[dimension]!.Value)], weights), new([.. both.Select(a => a.Judge[dimension]!.Value)], weights),
            new([.. others.Select(v => v.Scores[dimension]!.Value)], [.. others.Select(v => 1 / v.Request.Inclusion)]));
        return new(mean.Estimate, Math.Max(0, mean.Bounds.Lower), Math.Min(1, mean.Bounds.Upper), mean.Lambda);
    }
}
