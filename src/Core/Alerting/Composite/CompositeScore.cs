using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.Composite;

/// <summary>How strongly the families of signals agree that something is wrong.</summary>
/// <param name="Value">C = 1 − Π(1 − w·s), from 0 to 1.</param>
/// <param name="Breaching">Families that breach, strongest first.</param>
/// <param name="Strengths">Of every family of which something is known, from 0 to 1.</param>
public sealed record CompositeScore(double Value, IReadOnlyList<AlertFamily> Breaching, IReadOnlyDictionary<AlertFamily, double> Strengths)
{
    public const double BreachesAt = 0.5;
    public const double ClearsBelow = 0.25;

    private const double P1At = 0.8;
    private const double P2At = 0.5;

    private static readonly AlertFamily[] s_paging = [AlertFamily.Safety, AlertFamily.Errors, AlertFamily.Latency, AlertFamily.Hallucination];

    /// <summary>
    /// P1 needs two families and one of safety, errors, latency and hallucination; P2 needs two; one family alone is P3.
    /// Null when none breaches.
    /// </summary>
    public AlertPriority? Priority => Breaching.Count switch
    {
        0 => null,
        1 => AlertPriority.P3,
        _ when Value >= P1At && Breaching.Any(s_paging.Contains) => AlertPriority.P1,
        _ when Value >= P2At => AlertPriority.P2,
        _ => AlertPriority.P3,
    };

    /// <param name="p">By family; a family of which nothing is known is absent.</param>
    /// <param name="breached">Families that breached before: they do until they clear.</param>
    public static CompositeScore Of(IReadOnlyDictionary<AlertFamily, double> p, IReadOnlySet<AlertFamily> breached)
    {
        var strengths = p.ToDictionary(f => f.Key, f => Strength(f.Value));
        var good = strengths.Aggregate(1d, (product, s) => product * (1 - Weight(s.Key) * s.Value));
        var breaching = strengths.Where(s => s.Value >= (breached.Contains(s.Key) ? ClearsBelow : BreachesAt));
        return new(1 - good, [.. breaching.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Select(s => s.Key)], strengths);
    }

    /// <summary>clip((−log₁₀ p − 2)/4, 0, 1): 0 at p ≥ 0.01, 0.5 at 1e-4, 1 at p ≤ 1e-6.</summary>
    public static double Strength(double p) => Math.Clamp((-Math.Log10(p) - 2) / 4, 0, 1);

    public static double Weight(AlertFamily family) => family switch
    {
        AlertFamily.Safety => 1,
        AlertFamily.Errors => 0.9,
        AlertFamily.Latency or AlertFamily.Hallucination => 0.8,
        AlertFamily.Quality => 0.6,
        AlertFamily.Drift => 0.5,
        AlertFamily.Saturation => 0.4,
        AlertFamily.Usage => 0.3,
        _ => 0,
    };
}
