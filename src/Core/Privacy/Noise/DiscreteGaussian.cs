namespace Plimsoll.Privacy.Noise;

/// <summary>
/// Noise for many counts that are composed: P(x) ∝ exp(−x²/2σ²) gives 1/2σ²-zCDP to a count to which nobody contributes more
/// than 1, sampled exactly (Canonne, Kamath and Steinke 2020, algorithm 3).
/// </summary>
public static class DiscreteGaussian
{
    /// <param name="numerator">Of σ².</param>
    /// <param name="denominator">Of σ².</param>
    public static long Sample(NoiseStream bits, ulong numerator, ulong denominator)
    {
        var t = (ulong)Math.Floor(Math.Sqrt((double)numerator / denominator)) + 1;
        while (true)
        {
            var y = DiscreteLaplace.Sample(bits, 1, t);
            var distance = (long)((ulong)Math.Abs(y) * denominator * t) - (long)numerator;
            if (ExactBernoulli.OfExp(bits, checked((ulong)(distance * distance)), checked(2 * numerator * denominator * t * t)))
                return y;
        }
    }
}
