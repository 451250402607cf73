using Plimsoll.Components.Views;

namespace Plimsoll.Components.Judging;

/// <summary>Files what people said of answers that were judged.</summary>
internal static class Annotating
{
    /// <summary>Reasons in the order of the annotations; null for those that were taken.</summary>
    public static AnnotationReceipt Add(ComponentData data, AnnotationSet set)
    {
        var reasons = set.Annotations.Select(a => Add(data, a)).ToList();
        if (reasons.Contains(null))
            data.Judging.Annotations.Version = data.Version;
        return new(reasons);
    }

    private static string? Add(ComponentData data, Annotation annotation)
    {
        var rubric = data.Settings.Judging.Rubric;
        if (data.Judging.Verdicts.Newest.FirstOrDefault(v => v.Request.Origin.RequestId == annotation.RequestId && v.Label.Version == rubric.Version) is not { } verdict)
            return "not_judged";
        if (annotation.Scores.Keys.FirstOrDefault(d => rubric.Dimensions.All(r => r.Name != d)) is not null)
            return "unknown_dimension";
        if (annotation.Scores.Count == 0 || annotation.Scores.Values.Any(s => !(s >= 0 && s <= 1)))
            return "score_out_of_range";
        double?[] human = [.. rubric.Dimensions.Select(d => annotation.Scores.TryGetValue(d.Name, out var score) ? score : (double?)null)];
        data.Judging.Annotations.Add(new(
            verdict.Request.Id, rubric.Version, verdict.Request.ModelVersion, annotation.Annotator, verdict.Request.Inclusion, human, verdict.Scores)
        { ResponseChars = verdict.ResponseChars });
        return null;
    }
}
