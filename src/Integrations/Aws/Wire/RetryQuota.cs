namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>
/// Retries that a client may still make, so that a service which fails all the time is not asked three times as often: the
/// token bucket of the standard retry mode.
/// </summary>
internal sealed class RetryQuota
{
    public const int Most = 500;
    private const int RetryCost = 5;
    private const int TimeoutCost = 10;
    private const int SuccessReturn = 1;

    private readonly Lock _lock = new();
    private int _left = Most;

    /// <returns>What was taken, to be handed to <see cref="Succeeded"/>; null when nothing is left.</returns>
    public int? TryTake(AwsFailure failure)
    {
        var cost = failure.IsUnknownOutcome ? TimeoutCost : RetryCost;
        lock (_lock)
        {
            if (_left < cost)
                return null;
            _left -= cost;
            return cost;
        }
    }

    /// <param name="taken">By the last retry; 0 where none was needed.</param>
    public void Succeeded(int taken)
    {
        lock (_lock)
            _left = Math.Min(Most, _left + Math.Max(SuccessReturn, taken));
    }
}
