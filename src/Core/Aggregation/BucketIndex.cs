using System.Numerics;

namespace Plimsoll.Aggregation;

/// <summary>
/// Buckets of base-2 exponential histograms (OpenTelemetry data model): bucket i at scale s covers
/// (2^(i·2^-s), 2^((i+1)·2^-s)]. Exact for every normal double: no logarithm is taken, and the boundaries come
/// from integer square roots. Prometheus' native bucket index is one more.
/// </summary>
public static class BucketIndex
{
    /// <summary>Finest scale; a coarser index is an arithmetic shift of it.</summary>
    public const int MaxScale = 8;

    private const int PerOctave = 1 << MaxScale;
    private const int MantissaBits = 52;
    private const int GuessBits = 9;
    private const int FractionBits = 160;

    /// <summary>Entry k: mantissa bits of the largest double that is at most 2^(k/256).</summary>
    private static readonly long[] s_boundaries = MakeBoundaries();

    /// <summary>By the mantissa's first bits: boundaries below all such mantissas. Boundaries stand further apart than such mantissas reach, so one comparison decides.</summary>
    private static readonly short[] s_guesses = MakeGuesses();

    /// <param name="value">Positive, finite and normal.</param>
    /// <param name="scale">At most <see cref="MaxScale"/>.</param>
    public static int Of(double value, int scale)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var mantissa = bits & ((1L << MantissaBits) - 1);
        var exponent = (int)(bits >> MantissaBits) - 1023;
        int below = s_guesses[mantissa >> (MantissaBits - GuessBits)];
        if (mantissa > s_boundaries[below])
            below++;
        return ((exponent << MaxScale) + below - 1) >> (MaxScale - scale);
    }

    /// <summary>Exclusive lower bound of a bucket; the inclusive upper bound of the one before.</summary>
    public static double LowerBound(int index, int scale)
    {
        var fine = (long)index << (MaxScale - scale);
        var mantissa = s_boundaries[fine & (PerOctave - 1)];
        return Math.ScaleB(1 + mantissa / (double)(1L << MantissaBits), (int)(fine >> MaxScale));
    }

    /// <summary>2LU/(L+U): the value with the least relative error, (γ−1)/(γ+1), against both bounds (Masson et al., VLDB 2019).</summary>
    public static double Representative(int index, int scale)
    {
        var lower = LowerBound(index, scale);
        var upper = LowerBound(index + 1, scale);
        return 2 * lower * (upper / (lower + upper));
    }

    private static long[] MakeBoundaries()
    {
        var roots = new BigInteger[MaxScale];
        var radicand = new BigInteger(2) << FractionBits;
        for (var i = 0; i < MaxScale; i++)
            roots[i] = radicand = FloorSqrt(radicand << FractionBits);
        var boundaries = new long[PerOctave + 1];
        for (var k = 0; k < PerOctave; k++)
            boundaries[k] = (long)(PowerOfTwo(k, roots) >> (FractionBits - MantissaBits)) - (1L << MantissaBits);
        boundaries[PerOctave] = long.MaxValue;
        return boundaries;
    }

    private static BigInteger PowerOfTwo(int k, BigInteger[] roots)
    {
        var product = BigInteger.One << FractionBits;
        for (var i = 0; i < MaxScale; i++)
        {
            if ((k >> (MaxScale - 1 - i) & 1) == 1)
                product = product * roots[i] >> FractionBits;
        }
        return product;
    }

    private static BigInteger FloorSqrt(BigInteger n)
    {
        var x = BigInteger.One << (int)((n.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (x + n / x) >> 1;
            if (next >= x)
                return x;
            x = next;
        }
    }

    private static short[] MakeGuesses()
    {
        var guesses = new short[1 << GuessBits];
        for (var i = 0; i < guesses.Length; i++)
        {
            var start = (long)i << (MantissaBits - GuessBits);
            guesses[i] = (short)Array.FindIndex(s_boundaries, b => b >= start);
        }
        return guesses;
    }
}
