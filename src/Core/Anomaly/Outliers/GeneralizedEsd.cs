using MathNet.Numerics.Distributions;

namespace Plimsoll.Anomaly.Outliers;

/// <summary>The most extreme value that was left when it was looked at.</summary>
/// <param name="Index">In the series.</param>
/// <param name="Statistic">R: its distance from the mean of what was left, in standard deviations.</param>
/// <param name="Critical">λ: what R passes by chance with probability α.</param>
public readonly record struct EsdStep(int Index, double Statistic, double Critical);

/// <summary>Outliers of a batch whose number is not known, in roughly normal values (generalized ESD; Rosner, Technometrics 1983).</summary>
/// <param name="Steps">One for each outlier that was looked for.</param>
/// <param name="Outliers">As many of the first steps are outliers.</param>
public sealed record GeneralizedEsd(IReadOnlyList<EsdStep> Steps, int Outliers)
{
    public const double DefaultAlpha = 0.05;

    /// <summary>Values under which the critical values are not to be trusted.</summary>
    public const int MinCount = 25;

    /// <param name="mostOutliers">At most two less than the values.</param>
    public static GeneralizedEsd Of(IReadOnlyList<double> values, int mostOutliers, double alpha = DefaultAlpha)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mostOutliers, values.Count - 2);
        var left = values.Index().ToList();
        var steps = new List<EsdStep>(mostOutliers);
        while (steps.Count < mostOutliers)
        {
            var mean = left.Average(v => v.Item);
            var deviation = Math.Sqrt(left.Sum(v => (v.Item - mean) * (v.Item - mean)) / (left.Count - 1));
            var furthest = left.MaxBy(v => Math.Abs(v.Item - mean));
            steps.Add(new(furthest.Index, deviation > 0 ? Math.Abs(furthest.Item - mean) / deviation : 0, Critical(left.Count, alpha)));
            left.Remove(furthest);
        }
        return new(steps, steps.FindLastIndex(s => s.Statistic > s.Critical) + 1);
    }

    /// <param name="count">Values that are left, the candidate among them.</param>
    private static double Critical(int count, double alpha)
    {
        var freedom = count - 2;
        var t = StudentT.InvCDF(0, 1, freedom, 1 - alpha / (2 * count));
        return (count - 1) * t / Math.Sqrt((freedom + t * t) * count);
    }
}
