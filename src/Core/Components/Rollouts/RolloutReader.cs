using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Comparison;
using Plimsoll.Comparison.Rollout;
using Plimsoll.Comparison.Sides;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Rollouts;

/// <summary>What a component knows of the two sides of its rollout.</summary>
/// <param name="LastSeenMs">Last request of the candidate; null when the resident day has none.</param>
/// <param name="Measures">That both sides have; scores of heuristics and of quarantined judges are not among them.</param>
/// <param name="Pages">Rules whose alert fires at P0.</param>
internal sealed record RolloutFindings(long? LastSeenMs, IReadOnlyList<NamedComparison> Measures, IReadOnlyList<string> Pages);

internal static class RolloutReader
{
    public const string Errors = "errors";
    private const string Cost = "cost";

    public static RolloutFindings Read(ComponentData data, RolloutSettings settings, long nowMs)
    {
        var view = ViewReport.ForRollout(data, nowMs, withTokens: settings.Guardrails.Contains(Cost));
        var byVersion = settings.By == RolloutSettings.Dimensions[0];
        var slices = new SliceReport(data, nowMs).Of(byVersion ? Dimension.ModelVersion : Dimension.Variant, [settings.Baseline, settings.Candidate]);
        var candidate = slices.FirstOrDefault(s => s.Value == settings.Candidate);
        var baseline = slices.FirstOrDefault(s => s.Value == settings.Baseline);
        return new(
            candidate?.LastSeen.ToUnixTimeMilliseconds(),
            baseline is null || candidate is null ? [] : [.. SideComparison.Of(Side(baseline), Side(candidate), settings.Margins).Measures.Where(m => !m.IsHint)],
            [.. data.Alerts.Known.Where(a => a.Track.Machine is { State: AlertState.Firing, Priority: AlertPriority.P0 }).Select(a => a.Rule)]);

        ComparedSide Side(BreakdownView slice)
        {
            var side = ComparedSide.Of(view, slice, data.Settings.Price);
            var trust = JudgeTrustBook.Of(data);
            return byVersion ? side with { Quality = [.. ScoredArm.Of(view, slice.Value).Where(s => !trust.IsQuarantined(s.Dimension, slice.Value))] } : side;
        }
    }

    /// <summary>The evidence of each guardrail that is configured and known of both sides.</summary>
    public static IEnumerable<Guardrail> Guardrails(RolloutSettings settings, RolloutFindings findings, double failures)
    {
        if (settings.Guardrails.Contains(Errors))
            yield return new(Errors, failures);
        foreach (var measure in findings.Measures.Where(m => m.Name != Errors && settings.Guardrails.Contains(Family(m.Name))))
            yield return new(measure.Name, VersionComparison.EValue(measure.Result.Measure, measure.A, measure.B, measure.Result.Margin));
    }

    private static string Family(string measure) => measure.Split('.')[0];
}
