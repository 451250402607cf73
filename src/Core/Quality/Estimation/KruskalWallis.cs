using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Plimsoll.Quality.Estimation;

/// <summary>Whether some groups have the same distribution, by ranks, corrected for ties (Kruskal and Wallis, 1952).</summary>
/// <param name="Statistic">H, χ² with one less than the groups degrees of freedom.</param>
public readonly record struct KruskalWallis(double Statistic, double PValue)
{
    /// <summary>Null for fewer than two groups, or where no value differs from another.</summary>
    /// <param name="groups">None empty.</param>
    public static KruskalWallis? Of(IReadOnlyList<IReadOnlyList<double>> groups)
    {
        double[] all = [.. groups.SelectMany(g => g)];
        double n = all.Length;
        var ties = all.GroupBy(v => v).Select(g => (double)g.Count()).Sum(t => t * t * t - t);
        var correction = 1 - ties / (n * n * n - n);
        if (groups.Count < 2 || !(correction > 0))
            return null;
        var ranks = ArrayStatistics.RanksInplace([.. all], RankDefinition.Average);
        var (at, sum) = (0, 0d);
        foreach (var group in groups)
        {
            var total = ranks.AsSpan(at, group.Count).ToArray().Sum();
            sum += total * total / group.Count;
            at += group.Count;
        }
        var h = Math.Max(0, (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / correction);
        return new(h, 1 - ChiSquared.CDF(groups.Count - 1, h));
    }
}
