using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>How the rollout of a component stands.</summary>
internal static class RolloutReport
{
    public static RolloutView? Make(ComponentData data)
    {
        if (data.Settings.Rollout is not { } settings)
            return null;
        var watch = data.Rollout;
        var threshold = settings.Plan.Threshold(watch.Guardrails.Count);
        return new(
            settings.By, settings.Baseline, settings.Candidate, watch.State, watch.Guard?.RolledBackFor,
            watch.Guard?.Share, watch.Guard is null ? null : Clock.Time(watch.StartMs),
            [.. watch.Guardrails.Select(g => new GuardrailView(g.Name, g.EValue, threshold))]);
    }
}
