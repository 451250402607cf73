namespace Plimsoll.Components.Views;

/// <summary>A rollout that is watched.</summary>
/// <param name="By">model_version or variant.</param>
/// <param name="State">waiting (for the candidate's first request), running, paused (its telemetry is missing), rolled_back or complete.</param>
/// <param name="Reason">Why it was rolled back, such as guardrail:errors, p0 or no_verdict; null while it was not.</param>
/// <param name="Share">Of the traffic, that the candidate should have by what is known; null while it waits.</param>
/// <param name="Since">When it began, or was armed again.</param>
/// <param name="Guardrails">As last evaluated, every half minute while it runs.</param>
public sealed record RolloutView(
    string By, string Baseline, string Candidate, string State, string? Reason, double? Share, DateTimeOffset? Since,
    IReadOnlyList<GuardrailView> Guardrails);

/// <param name="EValue">Evidence that the candidate is worse; may be looked at all the time.</param>
/// <param name="Threshold">The e-value that rolls back.</param>
public sealed record GuardrailView(string Name, double EValue, double Threshold);

/// <param name="Refused">Why nothing was armed again: no_rollout or not_rolled_back; null where it was.</param>
public sealed record RearmReceipt(string? Refused);
