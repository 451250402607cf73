namespace Plimsoll.Drift.Embeddings;

/// <summary>A kernel of all pairs of a pooled sample, from which MMD² of any split follows.</summary>
internal sealed class PairKernel(double[][] values)
{
    /// <param name="order">Places in the pooled sample; the first <paramref name="n"/> are one side.</param>
    public double Squared(int[] order, int n)
    {
        var (within, other, across) = (0d, 0d, 0d);
        var m = order.Length - n;
        for (var i = 0; i < order.Length; i++)
        {
            var row = values[order[i]];
            for (var j = i + 1; j < order.Length; j++)
            {
                if (j < n)
                    within += row[order[j]];
                else if (i >= n)
                    other += row[order[j]];
                else
                    across += row[order[j]];
            }
        }
        return 2 * within / (n * (n - 1d)) + 2 * other / (m * (m - 1d)) - 2 * across / ((double)n * m);
    }

    /// <summary>Every choice of n places, each followed by the rest; null when there are more than a number.</summary>
    public static List<int[]>? Splits(int count, int n, int most)
    {
        var ways = 1d;
        for (var i = 1; i <= n; i++)
            ways = ways * (count - n + i) / i;
        if (ways > most)
            return null;
        var all = new List<int[]>();
        Choose(all, new int[n], 0, 0, count);
        return all;
    }

    private static void Choose(List<int[]> all, int[] chosen, int depth, int from, int count)
    {
        if (depth == chosen.Length)
        {
            all.Add([.. chosen, .. Enumerable.Range(0, count).Except(chosen)]);
            return;
        }
        for (var i = from; i < count; i++)
        {
            chosen[depth] = i;
            Choose(all, chosen, depth + 1, i + 1, count);
        }
    }
}
