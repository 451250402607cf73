namespace Plimsoll.Comparison.Rollout;

/// <summary>What one version served in a while.</summary>
internal readonly record struct VersionTraffic(long Requests, long Errors)
{
    public VersionTraffic Plus(VersionTraffic other) => new(Requests + other.Requests, Errors + other.Errors);
}
