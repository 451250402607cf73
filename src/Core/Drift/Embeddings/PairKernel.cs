namespace Plimsoll.Drift.Embeddings;

/// <summary>A kernel of all pairs of a pooled sample, from which MMD² of any split follows.</summary>
internal sealed class PairKernel(double[][] values)
{
    /// <summary>Of each row without its own place, so that only the pairs of the smaller side have to be added up for a split.</summary>
    private readonly double[] _rows = [.. values.Select((row, i) => row.Sum() - row[i])];

    private readonly double _pairs = values.Select((row, i) => row.Sum() - row[i]).Sum() / 2;

    /// <param name="order">Places in the pooled sample; the first <paramref name="n"/> are one side.</param>
    public double Squared(int[] order, int n)
    {
        var m = order.Length - n;
        var small = n <= m ? order.AsSpan(0, n) : order.AsSpan(n);
        var large = order.Length - small.Length;
        var (within, reached) = (0d, 0d);
        for (var i = 0; i < small.Length; i++)
        {
            var row = values[small[i]];
            reached += _rows[small[i]];
            for (var j = i + 1; j < small.Length; j++)
                within += row[small[j]];
        }
        var across = reached - 2 * within;
        var other = _pairs - within - across;
        return 2 * within / (small.Length * (small.Length - 1d)) + 2 * other / (large * (large - 1d)) - 2 * across / ((double)n * m);
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
