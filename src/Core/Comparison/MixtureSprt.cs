namespace Plimsoll.Comparison;

/// <summary>
/// Mixture sequential probability ratio test of two means (Johari et al., Operations Research 2022): a likelihood ratio
/// that, when the means are equal, ever reaches 1/α with probability α at most.
/// </summary>
public static class MixtureSprt
{
    /// <param name="n">Pairs of observations.</param>
    /// <param name="difference">Of the means.</param>
    /// <param name="variance">Of one observation of either side.</param>
    /// <param name="mixing">Variance of the differences that are thought possible.</param>
    /// <param name="expected">Difference under the hypothesis.</param>
    public static double Ratio(double n, double difference, double variance, double mixing, double expected = 0)
    {
        if (n == 0)
            return 1;
        var both = 2 * variance;
        var effect = difference - expected;
        return Math.Sqrt(both / (both + n * mixing)) * Math.Exp(n * n * mixing * effect * effect / (2 * both * (both + n * mixing)));
    }
}
