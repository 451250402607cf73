using MathNet.Numerics;

namespace Plimsoll.Drift.Sequences;

/// <summary>A monotonic trend (Mann, 1945; Kendall, 1975) and its slope (Theil, 1950; Sen, 1968), whatever the distribution.</summary>
/// <param name="Score">Rises less falls over all pairs.</param>
/// <param name="Slope">Median slope, in the series' unit a step.</param>
/// <param name="PValue">Two-sided, corrected for ties and continuity.</param>
public sealed record TrendTest(int Score, double Variance, double Z, double PValue, double Slope)
{
    public const int MinPoints = 10;
    public const double MostPValue = 0.01;

    public bool Drifts => PValue <= MostPValue;

    /// <summary>Null with fewer than <see cref="MinPoints"/>.</summary>
    public static TrendTest? Of(IReadOnlyList<double> series)
    {
        var n = series.Count;
        if (n < MinPoints)
            return null;
        var slopes = new List<double>(n * (n - 1) / 2);
        var score = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                slopes.Add((series[j] - series[i]) / (j - i));
                score += Math.Sign(series[j] - series[i]);
            }
        }
        var ties = series.GroupBy(v => v).Select(g => (double)g.Count()).Sum(t => t * (t - 1) * (2 * t + 5));
        var variance = (n * (n - 1d) * (2 * n + 5) - ties) / 18;
        var z = variance == 0 ? 0 : (score - Math.Sign(score)) / Math.Sqrt(variance);
        return new(score, variance, z, SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)), Median(slopes));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
