using Plimsoll.Alerting.Delivery;
using Plimsoll.Comparison.Sides;

namespace Plimsoll.Comparison.Rollout;

/// <summary>A rollout that is watched: which version is new, what may not become worse, and who is told.</summary>
/// <param name="Baseline">The version or variant that ran before.</param>
/// <param name="Candidate">The version or variant that is rolled out.</param>
public sealed record RolloutSettings(string Baseline, string Candidate)
{
    /// <summary>Everything that may be a guardrail; <c>quality</c> stands for each dimension that a judge scores.</summary>
    public static readonly IReadOnlyList<string> Measures = ["errors", "ttft", "total_latency", "cost", "quality"];

    public static readonly IReadOnlyList<string> Dimensions = ["model_version", "variant"];

    /// <summary>model_version or variant.</summary>
    public string By { get; init; } = Dimensions[0];

    /// <summary>Of <see cref="Measures"/>.</summary>
    public IReadOnlyList<string> Guardrails { get; init; } = ["errors", "ttft", "total_latency", "quality"];

    public ComparisonMargins Margins { get; init; } = ComparisonMargins.Default;

    public RolloutPlan Plan { get; init; } = new();

    /// <summary>URL that a rollback is posted to; null: it is only shown.</summary>
    public ChannelSecret? Webhook { get; init; }
}
