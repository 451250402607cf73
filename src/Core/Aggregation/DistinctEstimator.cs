namespace Plimsoll.Aggregation;

/// <summary>
/// The improved raw estimator of O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017),
/// algorithm 6: unbiased over the whole range, without tables.
/// </summary>
internal static class DistinctEstimator
{
    public static double Estimate(ReadOnlySpan<byte> registers)
    {
        double m = registers.Length;
        Span<int> histogram = stackalloc int[DistinctSketch.MaxRank + 1];
        foreach (var register in registers)
            histogram[register]++;
        var z = m * Tau(1 - histogram[DistinctSketch.MaxRank] / m);
        for (var k = DistinctSketch.MaxRank - 1; k >= 1; k--)
            z = 0.5 * (z + histogram[k]);
        z += m * Sigma(histogram[0] / m);
        return m * m / (2 * Math.Log(2) * z);
    }

    private static double Sigma(double x)
    {
        if (x == 1)
            return double.PositiveInfinity;
        double y = 1, z = x, before;
        do
        {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        }
        while (z != before);
        return z;
    }

    private static double Tau(double x)
    {
        if (x is 0 or 1)
            return 0;
        double y = 1, z = 1 - x, before;
        do
        {
            x = Math.Sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }
        while (z != before);
        return z / 3;
    }
}
