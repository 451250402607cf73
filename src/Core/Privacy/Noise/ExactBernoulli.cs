namespace Plimsoll.Privacy.Noise;

/// <summary>
/// Bernoulli(exp(−γ)) for a fraction γ, in whole numbers alone, so that no rounding leaks anything (Canonne, Kamath and Steinke
/// 2020, algorithm 1).
/// </summary>
internal static class ExactBernoulli
{
    /// <summary>True with probability exp(−numerator ÷ denominator).</summary>
    public static bool OfExp(NoiseStream bits, ulong numerator, ulong denominator)
    {
        for (; numerator > denominator; numerator -= denominator)
        {
            if (!OfExpUpToOne(bits, 1, 1))
                return false;
        }
        return OfExpUpToOne(bits, numerator, denominator);
    }

    private static bool OfExpUpToOne(NoiseStream bits, ulong numerator, ulong denominator)
    {
        ulong k = 1;
        while (bits.Below(checked(denominator * k)) < numerator)
            k++;
        return k % 2 == 1;
    }
}
