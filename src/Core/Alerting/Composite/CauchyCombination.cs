namespace Plimsoll.Alerting.Composite;

/// <summary>
/// One p-value from several that may be correlated (Liu and Xie, JASA 2020): five copies of one signal weigh no more
/// than one.
/// </summary>
public static class CauchyCombination
{
    private const double Least = 1e-300;
    private const double Most = 0.999;

    /// <summary>Below, the tangent is its own asymptote.</summary>
    private const double Tiny = 1e-16;

    private const double Huge = 1e15;

    /// <summary>Null when no p-value is known. A p-value that is not a number is left out, and its weight with it.</summary>
    /// <param name="weights">One for each; null: all the same.</param>
    public static double? Combine(IReadOnlyList<double> values, IReadOnlyList<double>? weights = null)
    {
        var (sum, total) = (0d, 0d);
        for (var i = 0; i < values.Count; i++)
        {
            if (double.IsNaN(values[i]))
                continue;
            var weight = weights?[i] ?? 1;
            sum += weight * Term(Math.Clamp(values[i], Least, Most));
            total += weight;
        }
        return total > 0 ? Probability(sum / total) : null;
    }

    private static double Term(double p) => p < Tiny ? 1 / (p * Math.PI) : Math.Tan((0.5 - p) * Math.PI);

    private static double Probability(double statistic) => statistic switch
    {
        > Huge => 1 / (statistic * Math.PI),
        > 0 => Math.Atan(1 / statistic) / Math.PI,
        _ => 0.5 - Math.Atan(statistic) / Math.PI,
    };
}
