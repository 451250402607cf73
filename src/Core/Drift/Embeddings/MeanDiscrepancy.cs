using Plimsoll.Quality.Calibration;

namespace Plimsoll.Drift.Embeddings;

/// <summary>
/// Maximum mean discrepancy of two samples of vectors (Gretton et al., JMLR 2012) with a Gaussian kernel as wide as half
/// the median squared distance, and its p-value by permutation; the energy distance beside it.
/// </summary>
/// <param name="Squared">Unbiased estimate of MMD²; may be below 0.</param>
/// <param name="EnergySquared">2·E|X−Y| − E|X−X'| − E|Y−Y'| over all pairs (Székely and Rizzo).</param>
public sealed record MeanDiscrepancy(double Squared, double KernelVariance, double EnergySquared, double PValue)
{
    public const int Permutations = 999;
    public const int MostItems = 500;
    public const double MostPValue = 1e-3;

    /// <summary>Permutations that come out as large, after which the rest would only say more exactly that there is nothing (Besag and Clifford, 1991).</summary>
    private const int Enough = 20;

    /// <summary>Splits of the pooled sample up to which each is tried.</summary>
    private const int MostSplits = 1_000;

    public bool Drifts => PValue <= MostPValue;

    /// <summary>Null with fewer than two vectors on a side, or where all are the same.</summary>
    /// <param name="seed">Of the permutations, where there are too many to try each.</param>
    public static MeanDiscrepancy? Of(IReadOnlyList<float[]> x, IReadOnlyList<float[]> y, ulong seed)
    {
        if (x.Count < 2 || y.Count < 2)
            return null;
        var distances = Distances([.. x, .. y]);
        var variance = Median(distances) / 2;
        if (variance == 0)
            return null;
        var kernel = new PairKernel(distances.Select(row => row.Select(d => Math.Exp(-d / (2 * variance))).ToArray()).ToArray());
        int[] split = [.. Enumerable.Range(0, x.Count + y.Count)];
        var observed = kernel.Squared(split, x.Count);
        return new(observed, variance, Energy(distances, x.Count), Probability(kernel, split, x.Count, observed, seed));
    }

    private static double Probability(PairKernel kernel, int[] split, int n, double observed, ulong seed)
    {
        if (PairKernel.Splits(split.Length, n, MostSplits) is { } all)
            return (double)all.Count(s => kernel.Squared(s, n) >= observed - 1e-12) / all.Count;
        var random = new SeededRandom(seed);
        var asLarge = 1;
        for (var i = 0; i < Permutations; i++)
        {
            for (var at = split.Length - 1; at > 0; at--)
            {
                var other = random.Below(at + 1);
                (split[at], split[other]) = (split[other], split[at]);
            }
            asLarge += kernel.Squared(split, n) >= observed ? 1 : 0;
            if (asLarge > Enough)
                return asLarge / (2d + i);
        }
        return asLarge / (1d + Permutations);
    }

    private static double[][] Distances(float[][] all)
    {
        double[][] distances = [.. all.Select(_ => new double[all.Length])];
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = i + 1; j < all.Length; j++)
                distances[i][j] = distances[j][i] = Vectors.SquaredDistance(all[i], all[j]);
        }
        return distances;
    }

    private static double Median(double[][] distances)
    {
        var pairs = distances.SelectMany((row, i) => row.Skip(i + 1)).ToArray();
        Array.Sort(pairs);
        return (pairs[(pairs.Length - 1) / 2] + pairs[pairs.Length / 2]) / 2;
    }

    private static double Energy(double[][] distances, int n)
    {
        double Mean(Range rows, Range columns) => distances[rows].Average(row => row[columns].Average(Math.Sqrt));
        return 2 * Mean(..n, n..) - Mean(..n, ..n) - Mean(n.., n..);
    }
}
