namespace Plimsoll.Drift.Discovery;

/// <summary>Of many tests at one time, those whose findings are false at a rate of at most q (Benjamini and Hochberg, 1995).</summary>
public static class BenjaminiHochberg
{
    public const double DefaultRate = 0.05;

    /// <summary>Adjusted p-values in the order given; a test without one (null) is no test and does not count.</summary>
    public static double?[] Adjust(IReadOnlyList<double?> values)
    {
        var adjusted = new double?[values.Count];
        var rising = Enumerable.Range(0, values.Count).Where(i => values[i] is not null).OrderBy(i => values[i]).ToList();
        var least = 1d;
        for (var rank = rising.Count; rank > 0; rank--)
        {
            var i = rising[rank - 1];
            adjusted[i] = least = Math.Min(least, values[i]!.Value * rising.Count / rank);
        }
        return adjusted;
    }
}
