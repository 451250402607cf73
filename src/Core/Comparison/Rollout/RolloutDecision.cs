namespace Plimsoll.Comparison.Rollout;

/// <summary>What is to be done now.</summary>
public abstract record RolloutDecision
{
    private RolloutDecision() { }

    public sealed record Hold : RolloutDecision;

    /// <summary>Telemetry is missing.</summary>
    public sealed record Pause : RolloutDecision;

    /// <param name="Share">Of the traffic, from now on.</param>
    public sealed record Promote(double Share) : RolloutDecision;

    /// <param name="EffectId">Always the same for a rollout, so that a receiver acts once.</param>
    /// <param name="Reason">For example <c>guardrail:errors</c>, <c>p0</c> or <c>no_verdict</c>.</param>
    public sealed record RollBack(string EffectId, string Reason) : RolloutDecision;

    /// <summary>The new version has all traffic and has shown itself no worse with it.</summary>
    public sealed record Complete : RolloutDecision;
}
