using Plimsoll.Drift.Watch;

namespace Plimsoll.Components.Views;

/// <summary>What the last hour that ended is compared with its baseline.</summary>
/// <param name="Hour">Its start; null before the first comparison.</param>
/// <param name="Findings">What drifts first, then by signal.</param>
public sealed record DriftView(DateTimeOffset? Hour, IReadOnlyList<DriftFindingView> Findings)
{
    public static readonly DriftView Empty = new(null, []);

    /// <summary>Hours with another model version or judge are left out besides.</summary>
    public DriftBaselineView Baseline { get; init; } = new(null, null, null, null);
}

/// <summary>The statistic of one test, for <c>/metrics</c>.</summary>
public sealed record DriftScoreView(string Signal, DriftTest Test, double Statistic);

/// <param name="Signal">As rules name it, such as <c>length.response</c>, <c>latency.ttft</c>, <c>score</c> or <c>rating</c>.</param>
/// <param name="Statistic">PSI, Kolmogorov's D, shift of the mean, cumulative sum, or slope a day.</param>
/// <param name="Threshold">What the statistic must reach, besides being no chance.</param>
/// <param name="PValue">Adjusted for the other tests of the hour; null for a cumulative sum.</param>
/// <param name="BaselineCount">Values (for trends days, for sums hours) that the baseline is worth.</param>
/// <param name="Since">Start of the hour since which it drifts without a break; null where it does not.</param>
/// <param name="Picture">Both distributions, in milliseconds, tokens or characters; empty for tests of means.</param>
public sealed record DriftFindingView(
    string Signal, DriftTest Test, double Statistic, double Threshold, double? PValue, double BaselineCount, double CurrentCount,
    bool Drifts, DateTimeOffset? Since, IReadOnlyList<DriftBar> Picture);
