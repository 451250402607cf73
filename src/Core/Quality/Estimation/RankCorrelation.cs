using MathNet.Numerics;
using MathNet.Numerics.Statistics;

namespace Plimsoll.Quality.Estimation;

/// <summary>Whether two measures rise together, whatever their distributions (Spearman, 1904).</summary>
/// <param name="Coefficient">−1 to 1.</param>
/// <param name="Interval">At 95%: Fisher's transformation with the standard error of Bonett and Wright (2000).</param>
/// <param name="PValue">Two-sided, that there is no correlation.</param>
public sealed record RankCorrelation(double Coefficient, Interval Interval, double PValue, int Count)
{
    public const int MinCount = 30;

    private const double Normal95 = 1.959963984540054;

    /// <summary>Nearer to 1 the transformation has no end.</summary>
    private const double Most = 0.9999;

    /// <summary>Null with fewer than <see cref="MinCount"/> pairs, or where one of the two never varies.</summary>
    public static RankCorrelation? Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count < MinCount)
            return null;
        var coefficient = Correlation.Spearman(first, second);
        if (!double.IsFinite(coefficient))
            return null;
        var centre = Math.Atanh(Math.Clamp(coefficient, -Most, Most));
        var error = Math.Sqrt((1 + coefficient * coefficient / 2) / (first.Count - 3));
        var p = SpecialFunctions.Erfc(Math.Abs(centre) * Math.Sqrt(first.Count - 3) / Math.Sqrt(2));
        return new(coefficient, new(Math.Tanh(centre - Normal95 * error), Math.Tanh(centre + Normal95 * error)), p, first.Count);
    }
}
