using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Exposition;

/// <summary>How rollouts stand.</summary>
internal static class RolloutFamilies
{
    private static readonly string[] s_states = ["waiting", "running", "paused", "rolled_back", "complete"];

    private static readonly MetricFamily State = new("plimsoll_rollout_state", MetricType.Gauge, "1 for the state that the rollout is in, 0 for the others.");
    private static readonly MetricFamily Share = new("plimsoll_rollout_share_ratio", MetricType.Gauge, "Share of the traffic that the candidate should have, 0 to 1.", "ratio");
    private static readonly MetricFamily EValue = new("plimsoll_rollout_e_value", MetricType.Gauge, "Evidence that the candidate is worse, by guardrail.");
    private static readonly MetricFamily Threshold = new("plimsoll_rollout_e_value_threshold", MetricType.Gauge, "The evidence that rolls back, by guardrail.");

    /// <summary>Begins one family after the other; each action writes one component's samples of it.</summary>
    public static IEnumerable<Action<ExposedComponent>> Writers(IExpositionWriter writer)
    {
        writer.Begin(State);
        yield return c =>
        {
            foreach (var state in c.Metrics.Rollout is null ? [] : s_states)
                writer.Sample(c.Labels, c.Metrics.Rollout?.State == state ? 1 : 0, Labels(c.Metrics.Rollout!, ("state", state)));
        };
        writer.Begin(Share);
        yield return c =>
        {
            if (c.Metrics.Rollout is { Share: { } share } rollout)
                writer.Sample(c.Labels, share, Labels(rollout));
        };
        foreach (var (family, value) in ((MetricFamily, Func<GuardrailView, double>)[])[(EValue, g => g.EValue), (Threshold, g => g.Threshold)])
        {
            writer.Begin(family);
            yield return c =>
            {
                foreach (var guardrail in c.Metrics.Rollout?.Guardrails ?? [])
                    writer.Sample(c.Labels, value(guardrail), Labels(c.Metrics.Rollout!, ("guardrail", guardrail.Name)));
            };
        }
    }

    private static LabelSet Labels(RolloutView rollout, params (string, string)[] more) =>
        LabelSet.Of([("baseline", rollout.Baseline), ("candidate", rollout.Candidate), .. more]);
}
