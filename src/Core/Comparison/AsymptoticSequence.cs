namespace Plimsoll.Comparison;

/// <summary>
/// Half-width of the asymptotic confidence sequence of a mean (Waudby-Smith et al., arXiv 2103.06476): with it an
/// interval may be looked at after every observation.
/// </summary>
public static class AsymptoticSequence
{
    /// <param name="optimisedFor">Number of observations at which the sequence is to be narrowest.</param>
    /// <param name="alpha">Probability with which the mean is ever outside.</param>
    public static double Rho(double optimisedFor, double alpha) =>
        Math.Sqrt((-2 * Math.Log(alpha) + Math.Log(-2 * Math.Log(alpha)) + 1) / optimisedFor);

    /// <param name="n">Observations.</param>
    /// <param name="deviation">Standard deviation of one.</param>
    public static double HalfWidth(double n, double deviation, double alpha, double rho)
    {
        var spread = n * rho * rho;
        return deviation * Math.Sqrt(2 * (spread + 1) / (n * spread) * Math.Log(Math.Sqrt(spread + 1) / alpha));
    }

    /// <summary>Natural logarithm of the e-value of a mean against 0: it reaches 1/α when the mean is <see cref="HalfWidth"/> away.</summary>
    public static double LogEValue(double n, double mean, double deviation, double rho)
    {
        var spread = n * rho * rho;
        var distance = mean == 0 ? 0 : mean / deviation;
        return n * spread * distance * distance / (2 * (spread + 1)) - 0.5 * Math.Log(spread + 1);
    }
}
