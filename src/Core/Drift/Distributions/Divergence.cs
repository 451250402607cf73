namespace Plimsoll.Drift.Distributions;

/// <summary>How far two distributions over the same bins are apart, in nats. Both sum to 1.</summary>
public static class Divergence
{
    /// <summary>KL(p‖q) (Kullback and Leibler, 1951); infinite where p has mass and q has none.</summary>
    public static double KullbackLeibler(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var sum = 0d;
        for (var i = 0; i < p.Length; i++)
        {
            if (p[i] > 0)
                sum += q[i] > 0 ? p[i] * Math.Log(p[i] / q[i]) : double.PositiveInfinity;
        }
        return sum;
    }

    /// <summary>Jensen and Shannon's: 0 to ln 2, finite for any two.</summary>
    public static double JensenShannon(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var sum = 0d;
        for (var i = 0; i < p.Length; i++)
            sum += Half(p[i], q[i]) + Half(q[i], p[i]);
        return sum;
    }

    /// <summary>Population stability index: KL both ways.</summary>
    public static double PopulationStability(ReadOnlySpan<double> p, ReadOnlySpan<double> q) => KullbackLeibler(p, q) + KullbackLeibler(q, p);

    private static double Half(double a, double b) => a > 0 ? a / 2 * Math.Log(2 * a / (a + b)) : 0;
}
