namespace Plimsoll.Comparison.Rollout;

/// <summary>How a new version is given traffic, and when that ends.</summary>
public sealed record RolloutPlan
{
    /// <summary>Shares of the traffic, rising, from above 0 to 1.</summary>
    public IReadOnlyList<double> Steps { get; init; } = [0.01, 0.05, 0.25, 0.5, 1];

    public TimeSpan MinStep { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Of each version, in each step.</summary>
    public long MinRequests { get; init; } = 500;

    /// <summary>Probability with which a version that is as good is ever rolled back, over all guardrails.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>Without telemetry of the canary for longer, nothing is promoted.</summary>
    public TimeSpan PauseAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A rollout that has not come to its end by then is rolled back.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromHours(72);

    /// <summary>The e-value at which one of so many guardrails rolls back.</summary>
    public double Threshold(int guardrails) => guardrails / Alpha;
}
