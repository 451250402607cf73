using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Components.Reporting;

/// <summary>The last verdicts, as people are shown them.</summary>
internal static class VerdictReport
{
    public static VerdictSet Make(ComponentData data, VerdictQuery query)
    {
        var found = data.Judging.Verdicts.Newest.Where(v => query.ModelVersion is null || v.Request.ModelVersion == query.ModelVersion);
        if (query.Unannotated)
            found = found.Where(v => v.Request is { Priority: JudgePriority.Uniform, Origin.RequestId: not null } && !data.Judging.Annotations.Has(v.Request.Id));
        if (query.Worst)
            found = found.Select(v => (Verdict: v, Score: v.Composite ?? v.Scores.Min())).Where(v => v.Score is not null).OrderBy(v => v.Score).Select(v => v.Verdict);
        return new([.. found.Take(query.Limit).Select(ToView)]);
    }

    private static VerdictView ToView(VerdictRecord v) => new(
        Clock.Time(v.Request.CreatedMs), Clock.Time(v.JudgedMs), v.Request.Origin.RequestId, v.Request.Origin.TraceId, v.Request.Tenant,
        v.Request.ModelVersion, $"{v.Label.Rubric}@{v.Label.Version}", v.Label.Evaluator, Evaluator.IsHeuristicName(v.Label.Evaluator),
        v.Label.Dimensions.Zip(v.Scores).ToDictionary(s => s.First, s => s.Second), v.Composite, v.Reason,
        v.Request.Priority.ToString().ToLowerInvariant(), v.Request.Inclusion);
}
