namespace Plimsoll.Comparison.Rollout;

/// <summary>What is known of a rollout at one time.</summary>
/// <param name="Guardrails">Each with its e-value against "no worse".</param>
/// <param name="Comparisons">All must say "not worse" before the next step.</param>
/// <param name="StableRequests">Of the old version, in this step.</param>
/// <param name="CanaryRequests">Of the new version, in this step.</param>
/// <param name="LastTelemetryMs">Of the canary.</param>
/// <param name="CanaryP0">An alert of the highest priority stands on the canary.</param>
public sealed record RolloutEvidence(
    IReadOnlyList<Guardrail> Guardrails, IReadOnlyList<MeasureComparison> Comparisons, long StableRequests, long CanaryRequests,
    long LastTelemetryMs, bool CanaryP0);

/// <param name="Name">For example <c>errors</c>, <c>harmful</c>, <c>ttft</c>, <c>tpot</c> or <c>quality</c>.</param>
public readonly record struct Guardrail(string Name, double EValue);
