namespace Plimsoll.Drift.Distributions;

/// <summary>
/// The largest distance between two cumulative distributions. On shared buckets it is at most the true one, and at
/// least that less the mass of the fullest bucket, so a p-value from it is conservative; so it is with ties.
/// </summary>
/// <param name="Distance">D, 0 to 1.</param>
public sealed record KolmogorovSmirnov(double Distance, double PValue)
{
    public const double LeastDistance = 0.1;
    public const double MostPValue = 1e-3;

    /// <summary>Product of the sizes up to which the p-value is exact.</summary>
    private const int MostExact = 10_000;
    private const double Tolerance = 1e-12;

    public bool Drifts => Distance >= LeastDistance && PValue <= MostPValue;

    /// <summary>Null where a side is empty.</summary>
    public static KolmogorovSmirnov? Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count == 0 || y.Count == 0)
            return null;
        double[] a = [.. x.Order()], b = [.. y.Order()];
        var distance = LargestDistance(a, b);
        var exact = (long)a.Length * b.Length <= MostExact;
        return new(distance, exact ? Exact(distance, a.Length, b.Length) : Stephens(distance, a.Length, b.Length));
    }

    /// <summary>Of counts by the same buckets, in rising order; null where a side is empty.</summary>
    public static KolmogorovSmirnov? OfBuckets(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (n, m) = (x.Sum(), y.Sum());
        if (n == 0 || m == 0)
            return null;
        var (a, b, distance) = (0d, 0d, 0d);
        for (var i = 0; i < x.Count; i++)
        {
            a += x[i] / n;
            b += y[i] / m;
            distance = Math.Max(distance, Math.Abs(a - b));
        }
        return new(distance, Stephens(distance, n, m));
    }

    /// <summary>Kolmogorov's Q: the chance that √n·D exceeds <paramref name="lambda"/> in the limit.</summary>
    internal static double Tail(double lambda)
    {
        if (lambda < 0.2)
            return 1;
        var sum = 0d;
        for (var k = 1; k <= 100; k++)
        {
            var term = Math.Exp(-2 * k * k * lambda * lambda);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-300)
                break;
        }
        return Math.Clamp(2 * sum, 0, 1);
    }

    /// <summary>With the correction of Stephens (1970) for finite sizes.</summary>
    internal static double Stephens(double distance, double n, double m)
    {
        var root = Math.Sqrt(n * m / (n + m));
        return Tail((root + 0.12 + 0.11 / root) * distance);
    }

    private static double LargestDistance(double[] a, double[] b)
    {
        var (i, j, distance) = (0, 0, 0d);
        while (i < a.Length && j < b.Length)
        {
            var at = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] == at)
                i++;
            while (j < b.Length && b[j] == at)
                j++;
            distance = Math.Max(distance, Math.Abs((double)i / a.Length - (double)j / b.Length));
        }
        return distance;
    }

    /// <summary>One less the share of the lattice paths from corner to corner that stay nearer to the diagonal.</summary>
    private static double Exact(double distance, int n, int m)
    {
        var inside = new double[m + 1];
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                var from = i == 0 && j == 0 ? 1
                    : (i > 0 ? inside[j] * i / (i + j) : 0) + (j > 0 ? inside[j - 1] * j / (i + j) : 0);
                inside[j] = Math.Abs((double)i / n - (double)j / m) < distance - Tolerance ? from : 0;
            }
        }
        return Math.Clamp(1 - inside[m], 0, 1);
    }
}
