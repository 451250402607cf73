using Plimsoll.Alerting.Rules;
using Plimsoll.Comparison.Rollout;
using Plimsoll.Costs;

namespace Plimsoll.Components;

/// <summary>What an operator configures of one component.</summary>
public sealed record ComponentSettings
{
    public static readonly ComponentSettings Default = new();

    public PriceSettings? Price { get; init; }

    /// <summary>Of the GPUs that SageMaker reports, where <see cref="Price"/> says nothing of GPU hours; null: not known.</summary>
    public EndpointPrices? EndpointPrices { get; init; }

    /// <summary>GPUs reserved for the component; null: only what reports is known.</summary>
    public int? ReservedGpus { get; init; }

    /// <summary>A minute of what CloudWatch tells of requests is read this long after its end.</summary>
    public TimeSpan CloudWatchDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What the component is known to bear; null: not known.</summary>
    public CapacitySettings? Capacity { get; init; }

    /// <summary>A component that is scaled to zero on purpose is never silent.</summary>
    public bool ScalesToZero { get; init; }

    /// <summary>What is watched of it; nothing unless the host says so.</summary>
    public AlertSettings Alerts { get; init; } = AlertSettings.None;

    public JudgingSettings Judging { get; init; } = JudgingSettings.Default;

    /// <summary>The rollout that is watched; null for none.</summary>
    public RolloutSettings? Rollout { get; init; }

    /// <summary>Slices kept per breakdown dimension before <c>__other__</c> takes the rest.</summary>
    public int MaxBreakdownValues { get; init; } = 8;

    /// <summary>Distinct error types, finish reasons and stage names kept before <c>__other__</c> takes the rest.</summary>
    public int MaxNamedValues { get; init; } = 32;
}

/// <summary>Dollars. GPU time, tokens, or both; what is null costs nothing.</summary>
/// <param name="Source">Where the price of a GPU hour comes from when it was not configured as such.</param>
public sealed record PriceSettings(
    double? GpuHour = null, double? InputPerMillionTokens = null, double? CachedInputPerMillionTokens = null, double? OutputPerMillionTokens = null,
    string? Source = null);

/// <summary>The highest rates that keep the component within its objectives, from a load test; at least one is known.</summary>
public sealed record CapacitySettings(double? RequestsPerSecond = null, double? OutputTokensPerSecond = null)
{
    /// <summary>How much of the capacity is used, 1 for all of it: the scarcer of requests and tokens.</summary>
    public double? UsedRatio(double requestsPerSecond, double outputTokensPerSecond)
    {
        var requests = requestsPerSecond / RequestsPerSecond;
        var tokens = outputTokensPerSecond / OutputTokensPerSecond;
        return requests is null || tokens > requests ? tokens : requests;
    }
}
