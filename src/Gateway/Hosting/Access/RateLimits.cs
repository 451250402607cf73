using System.Threading.RateLimiting;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>A token bucket for each client that has a rate, shared by all its keys and sessions.</summary>
internal sealed class RateLimits : IDisposable
{
    private const double RefillsPerSecond = 10;
    private const int BurstSeconds = 2;

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<ApiKey> _limiter = PartitionedRateLimiter.Create<ApiKey, (string, double?, int?)>(key =>
        RateLimitPartition.Get((key.Client, key.Options.RequestsPerSecond, key.Options.Burst), _ => Bucket(key)));

    /// <summary>Null when the client may go on; else after how long it may.</summary>
    public TimeSpan? Spend(ApiKey key)
    {
        if (key.Options.RequestsPerSecond is null)
            return null;
        using var lease = _limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : s_second;
    }

    public void Dispose() => _limiter.Dispose();

    private static TokenBucketRateLimiter Bucket(ApiKey key)
    {
        var rate = key.Options.RequestsPerSecond!.Value;
        var tokens = Math.Max(1, (int)Math.Ceiling(rate / RefillsPerSecond));
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = s_second * (tokens / rate),
            TokenLimit = key.Options.Burst ?? Math.Max(1, (int)Math.Ceiling(BurstSeconds * rate)),
            QueueLimit = 0,
        });
    }
}
