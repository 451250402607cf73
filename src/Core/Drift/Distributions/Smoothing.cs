namespace Plimsoll.Drift.Distributions;

/// <summary>Distributions from counts with a little prior mass, so that a bin that happened to stay empty is not impossible.</summary>
public static class Smoothing
{
    /// <summary>Pseudo-counts of each bin, for up to <see cref="MostBins"/> bins (Jeffreys).</summary>
    public const double PerBin = 0.5;

    public const int MostBins = 64;

    /// <summary>Null where nothing was counted.</summary>
    public static double[]? Shares(IReadOnlyList<double> counts) => Shares(counts, PerBin);

    /// <summary>
    /// Of the counted tokens of a large vocabulary and, last, of all others together: pseudo-counts of 1 in all (Perks), since
    /// half a count for each of 50,000 would hide any drift. Null where nothing was counted.
    /// </summary>
    /// <param name="vocabulary">Tokens that there are, at least as many as <paramref name="counts"/>.</param>
    public static double[]? VocabularyShares(IReadOnlyList<double> counts, int vocabulary)
    {
        var total = counts.Sum();
        return total == 0 ? null
            : [.. counts.Select(c => (c + 1d / vocabulary) / (total + 1)), (double)(vocabulary - counts.Count) / vocabulary / (total + 1)];
    }

    /// <summary>Of the most frequent tokens and, last, all others together: a pseudo-count of 1 in all. Something was counted.</summary>
    public static double[] TokenShares(IReadOnlyList<double> counts) =>
        Shares(counts, 1d / counts.Count) ?? throw new ArgumentException("Nothing was counted", nameof(counts));

    private static double[]? Shares(IReadOnlyList<double> counts, double prior)
    {
        var total = counts.Sum();
        return total == 0 ? null : [.. counts.Select(c => (c + prior) / (total + prior * counts.Count))];
    }
}
