namespace Plimsoll.Quality.Calibration;

/// <summary>Agreement of two raters beyond chance (Cohen, 1960 and 1968).</summary>
public static class CohenKappa
{
    /// <summary>Null when no disagreement could be expected: both always said the same one thing.</summary>
    /// <param name="categories">In their order; both raters' values must be among them.</param>
    /// <param name="quadratic">Far disagreements weigh more than near ones: for ordered categories.</param>
    public static double? Of<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, IReadOnlyList<T> categories, bool quadratic = false)
        where T : notnull
    {
        if (first.Count != second.Count)
            throw new ArgumentException($"{second.Count} ratings beside {first.Count}", nameof(second));
        var place = categories.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i);
        var rows = new double[categories.Count];
        var columns = new double[categories.Count];
        double observed = 0;
        for (var i = 0; i < first.Count; i++)
        {
            var (a, b) = (place[first[i]], place[second[i]]);
            rows[a]++;
            columns[b]++;
            observed += Weight(a, b, quadratic);
        }
        double expected = 0;
        for (var a = 0; a < rows.Length; a++)
        {
            for (var b = 0; b < columns.Length; b++)
                expected += rows[a] * columns[b] * Weight(a, b, quadratic);
        }
        return expected > 0 ? 1 - observed * first.Count / expected : null;
    }

    /// <summary>Share of pairs that are the same; null without pairs.</summary>
    public static double? Agreement<T>(IReadOnlyList<T> first, IReadOnlyList<T> second) =>
        first.Count == 0 ? null : first.Zip(second).Count(p => EqualityComparer<T>.Default.Equals(p.First, p.Second)) / (double)first.Count;

    private static double Weight(int a, int b, bool quadratic) => a == b ? 0 : quadratic ? (a - b) * (a - b) : 1;
}
