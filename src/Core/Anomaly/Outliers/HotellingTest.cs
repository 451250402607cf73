using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Plimsoll.Anomaly.Outliers;

/// <summary>
/// How far several values together lie from their means when they vary together (Mahalanobis, 1936; Hotelling, 1947). It says that
/// a combination is odd, and which value has most part in that; it is no reason to wake anybody.
/// </summary>
/// <param name="Distance">T²: squared, in standard deviations.</param>
/// <param name="PValue">By χ², of a covariance that is known.</param>
/// <param name="F">T²·n(n − k)/(k(n² − 1)), of a covariance that was estimated from n rows.</param>
/// <param name="FPValue">By F with k and n − k degrees of freedom.</param>
/// <param name="Parts">What each value contributes to T²; they add up to it, and a part may be negative.</param>
public sealed record HotellingTest(double Distance, double PValue, double F, double FPValue, IReadOnlyList<double> Parts)
{
    /// <summary>Null where the covariance is singular or there are no more rows than values.</summary>
    /// <param name="deviations">From the means.</param>
    /// <param name="shrink">0 to 1, of the covariances towards none, so that few rows make no odd combinations.</param>
    /// <param name="rows">n: rows that the covariance was estimated from.</param>
    public static HotellingTest? Of(IReadOnlyList<double> deviations, double[,] covariance, double shrink, long rows)
    {
        var k = deviations.Count;
        var shrunk = Matrix<double>.Build.Dense(k, k, (i, j) => covariance[i, j] * (i == j ? 1 : 1 - shrink));
        var d = Vector<double>.Build.DenseOfEnumerable(deviations);
        var solved = shrunk.Solve(d);
        var distance = d.DotProduct(solved);
        if (rows <= k || !double.IsFinite(distance) || distance < 0)
            return null;
        var f = distance * rows * (rows - k) / (k * ((double)rows * rows - 1));
        return new(
            distance, 1 - ChiSquared.CDF(k, distance), f, 1 - FisherSnedecor.CDF(k, rows - k, f),
            [.. deviations.Zip(solved, (deviation, weight) => deviation * weight)]);
    }
}
