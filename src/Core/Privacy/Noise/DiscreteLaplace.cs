namespace Plimsoll.Privacy.Noise;

/// <summary>
/// Noise for a count to which nobody contributes more than 1: P(x) ∝ exp(−ε|x|) gives ε-differential privacy (Ghosh et al. 2009),
/// sampled exactly (Canonne, Kamath and Steinke 2020, algorithm 2).
/// </summary>
public static class DiscreteLaplace
{
    /// <param name="numerator">Of ε.</param>
    /// <param name="denominator">Of ε.</param>
    public static long Sample(NoiseStream bits, ulong numerator, ulong denominator)
    {
        while (true)
        {
            var rest = bits.Below(denominator);
            if (!ExactBernoulli.OfExp(bits, rest, denominator))
                continue;
            ulong whole = 0;
            while (ExactBernoulli.OfExp(bits, 1, 1))
                whole++;
            var size = (long)((rest + denominator * whole) / numerator);
            var negative = bits.Below(2) == 1;
            if (!negative || size != 0)
                return negative ? -size : size;
        }
    }

    /// <summary>
    /// A noisy count of users at or above tells of nobody that the cell exists, but with probability δ (1 + ln(1/2δ)/ε, one cell a user).
    /// </summary>
    public static double Threshold(double epsilon, double delta) => 1 + Math.Log(1 / (2 * delta)) / epsilon;
}
