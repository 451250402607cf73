using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Plimsoll.Drift.Distributions;

/// <summary>
/// The stability index of binned counts, beside what it reaches by chance (Yurdakul and Naranjo, 2020: χ² with K − 1
/// degrees of freedom times 1/n + 1/m), and a G-test on the raw counts.
/// </summary>
/// <param name="Index">Population stability index of the smoothed shares.</param>
/// <param name="ByChance">What only one index in a thousand exceeds when nothing has changed.</param>
/// <param name="PValue">Of the G-test; bins that are empty on both sides are left out.</param>
public sealed record PopulationStabilityTest(double Index, double ByChance, double Statistic, int DegreesOfFreedom, double PValue)
{
    public const double Warning = 0.1;
    public const double Drift = 0.25;
    private const double Significance = 0.999;

    /// <summary>Large enough to matter and beyond chance.</summary>
    public bool Warns => Index >= Warning && Index > ByChance;

    public bool Drifts => Index >= Drift && Index > ByChance;

    /// <summary>Null where a side counted nothing.</summary>
    /// <param name="baseline">Counts by bin; weighted counts may be broken.</param>
    public static PopulationStabilityTest? Of(IReadOnlyList<double> baseline, IReadOnlyList<double> current)
    {
        if (baseline.Count != current.Count)
            throw new ArgumentException($"{current.Count} bins beside {baseline.Count}", nameof(current));
        if (Smoothing.Shares(baseline) is not { } p || Smoothing.Shares(current) is not { } q)
            return null;
        var (n, m) = (baseline.Sum(), current.Sum());
        var chance = ChiSquared.InvCDF(Math.Max(1, baseline.Count - 1), Significance) * (1 / n + 1 / m);
        var (statistic, freedom) = GTest(baseline, current, n, m);
        var probability = freedom == 0 ? 1 : SpecialFunctions.GammaUpperRegularized(freedom / 2d, statistic / 2);
        return new(Divergence.PopulationStability(p, q), chance, statistic, freedom, probability);
    }

    private static (double Statistic, int Freedom) GTest(IReadOnlyList<double> baseline, IReadOnlyList<double> current, double n, double m)
    {
        var (sum, used) = (0d, 0);
        for (var i = 0; i < baseline.Count; i++)
        {
            var both = baseline[i] + current[i];
            if (both == 0)
                continue;
            used++;
            sum += Term(baseline[i], both * n / (n + m)) + Term(current[i], both * m / (n + m));
        }
        return (Math.Max(0, 2 * sum), Math.Max(0, used - 1));
    }

    private static double Term(double observed, double expected) => observed > 0 ? observed * Math.Log(observed / expected) : 0;
}
