namespace Plimsoll.Quality.Sampling;

/// <summary>
/// How many of n judgements go to each stratum: in proportion to its size times its standard deviation (Neyman), never
/// fewer than a minimum or more than it has, whole numbers by largest remainder.
/// </summary>
public static class NeymanAllocation
{
    /// <summary>The standard deviation where fewer than ten scores are known: the largest that scores in [0, 1] can have.</summary>
    public const double UnknownDeviation = 0.5;

    /// <param name="sizes">Requests of each stratum.</param>
    /// <param name="deviations">Standard deviation of the scores of each.</param>
    /// <param name="minimum">Of each stratum; it wins over <paramref name="total"/>.</param>
    public static long[] Allocate(IReadOnlyList<long> sizes, IReadOnlyList<double> deviations, long total, long minimum)
    {
        var shares = sizes.Select((n, h) => n * deviations[h]).ToArray();
        var sum = shares.Sum();
        var raw = shares.Select((s, h) => sum > 0 ? total * s / sum : (double)total / sizes.Count).ToArray();
        var whole = raw.Select(r => (long)r).ToArray();
        var left = total - whole.Sum();
        foreach (var h in Enumerable.Range(0, raw.Length).OrderByDescending(h => raw[h] - whole[h]).Take((int)Math.Clamp(left, 0, raw.Length)))
            whole[h]++;
        return [.. whole.Select((n, h) => Math.Min(sizes[h], Math.Max(n, minimum)))];
    }
}
