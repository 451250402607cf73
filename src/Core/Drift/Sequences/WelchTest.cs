using MathNet.Numerics;

namespace Plimsoll.Drift.Sequences;

/// <summary>Count, mean and variance, from sums that merge.</summary>
/// <param name="Variance">Unbiased; 0 for a single value.</param>
public readonly record struct Moments(double Count, double Mean, double Variance)
{
    public static Moments Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return default;
        var mean = values.Average();
        return new(values.Count, mean, values.Count < 2 ? 0 : values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    /// <summary>Of all values of the parts together; nothing for fewer than two.</summary>
    public static Moments Merge(IReadOnlyList<Moments> parts)
    {
        var count = parts.Sum(p => p.Count);
        if (count < 2)
            return default;
        var mean = parts.Sum(p => p.Count * p.Mean) / count;
        var squares = parts.Sum(p => (p.Count - 1) * p.Variance + p.Count * (p.Mean - mean) * (p.Mean - mean));
        return new(count, mean, squares / (count - 1));
    }
}

/// <summary>Whether a mean has moved when the spread may have too (Welch, 1947), and by how much of a spread (Hedges, 1981).</summary>
/// <param name="Shift">Current mean less the baseline's.</param>
/// <param name="Statistic">Null where neither side varies.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="Effect">Hedges' g; null where neither side varies.</param>
public sealed record WelchTest(double Shift, double? Statistic, double? DegreesOfFreedom, double PValue, double? Effect)
{
    /// <summary>Null with fewer than two values on a side.</summary>
    public static WelchTest? Of(Moments baseline, Moments current)
    {
        if (baseline.Count < 2 || current.Count < 2)
            return null;
        var shift = current.Mean - baseline.Mean;
        var (a, b) = (baseline.Variance / baseline.Count, current.Variance / current.Count);
        if (a + b == 0)
            return new(shift, null, null, shift == 0 ? 1 : 0, null);
        var t = shift / Math.Sqrt(a + b);
        var freedom = (a + b) * (a + b) / (a * a / (baseline.Count - 1) + b * b / (current.Count - 1));
        var probability = SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + t * t));
        return new(shift, t, freedom, probability, Hedges(baseline, current));
    }

    private static double Hedges(Moments a, Moments b)
    {
        var freedom = a.Count + b.Count - 2;
        var pooled = Math.Sqrt(((a.Count - 1) * a.Variance + (b.Count - 1) * b.Variance) / freedom);
        return (b.Mean - a.Mean) / pooled * (1 - 3 / (4 * (a.Count + b.Count) - 9));
    }
}
