using MathNet.Numerics.Distributions;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Quality.Calibration;

/// <summary>
/// How well a judge finds one class, such as unsafe answers. For rare classes agreement beyond chance is low however
/// good the judge is; recall and precision are not.
/// </summary>
/// <param name="Found">Of the class, and the judge said so.</param>
/// <param name="Missed">Of the class, and the judge did not say so.</param>
/// <param name="FalseAlarms">Not of the class, and the judge said it was.</param>
public sealed record ClassDetection(long Found, long Missed, long FalseAlarms)
{
    /// <param name="human">Whether people put the answer into the class.</param>
    /// <param name="judge">Whether the judge did; null where its verdict could not be read.</param>
    public static ClassDetection Of(IReadOnlyList<bool> human, IReadOnlyList<bool?> judge)
    {
        var pairs = human.Zip(judge).Where(p => p.Second is not null).ToList();
        return new(
            pairs.Count(p => p.First && p.Second == true), pairs.Count(p => p.First && p.Second == false),
            pairs.Count(p => !p.First && p.Second == true));
    }

    /// <summary>Null when the class never occurred.</summary>
    public double? Recall => Ratio(Found, Found + Missed);

    /// <summary>Null when the judge never named the class.</summary>
    public double? Precision => Ratio(Found, Found + FalseAlarms);

    public Interval? RecallBounds => Wilson(Found, Found + Missed);

    public Interval? PrecisionBounds => Wilson(Found, Found + FalseAlarms);

    private static double? Ratio(long part, long whole) => whole > 0 ? (double)part / whole : null;

    /// <summary>Wilson's score interval at 95%.</summary>
    private static Interval? Wilson(long part, long whole)
    {
        if (whole == 0)
            return null;
        var z = Normal.InvCDF(0, 1, 1 - ConfidenceSequence.DefaultAlpha / 2);
        double n = whole;
        var p = part / n;
        var centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
