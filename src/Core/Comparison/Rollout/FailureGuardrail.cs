using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Comparison.Rollout;

/// <summary>
/// Evidence over a whole rollout that the canary fails more often. Within a step its share of the traffic stands still;
/// what earlier steps showed is multiplied on, which e-values may be.
/// </summary>
internal sealed class FailureGuardrail
{
    private double _logCarried;
    private long _canary;
    private long _all;
    private double _share;

    /// <summary>At most 10³⁰⁰.</summary>
    public double EValue => Math.Exp(Math.Min(LogValue, 690));

    private double LogValue => _logCarried + (_all > 0 ? ConditionalBinomial.LogOneSided(_canary, _all, _share) : 0);

    /// <param name="trafficShare">Of the canary; without any traffic beside it there is nothing to compare with.</param>
    public void BeginStep(double trafficShare)
    {
        // A log of −∞ would be carried for ever: evidence for equality is bounded instead.
        _logCarried = Math.Max(LogValue, -690);
        (_canary, _all) = (0, 0);
        _share = trafficShare;
    }

    public void Add(long canaryFailures, long stableFailures)
    {
        if (_share is <= 0 or >= 1)
            return;
        _canary += canaryFailures;
        _all += canaryFailures + stableFailures;
    }

    public void Write(StateWriter writer)
    {
        writer.Double(_logCarried);
        writer.Count(_canary);
        writer.Count(_all);
        writer.Double(_share);
    }

    public static FailureGuardrail Read(ref StateReader reader) =>
        new() { _logCarried = reader.Double(), _canary = reader.Count(), _all = reader.Count(), _share = reader.Double() };
}
