namespace Plimsoll.Quality.Calibration;

public enum RatingScale : byte
{
    /// <summary>Names: two ratings agree or do not.</summary>
    Nominal,

    /// <summary>Ranks.</summary>
    Ordinal,

    /// <summary>Numbers whose differences mean something, as scores.</summary>
    Interval,

    /// <summary>Numbers with a true zero.</summary>
    Ratio,
}

/// <summary>How far two ratings are apart, squared (Krippendorff, 2011, section 3).</summary>
internal static class RatingDifference
{
    /// <param name="values">Rising.</param>
    /// <param name="counts">How often each was given; ranks are apart by what lies between.</param>
    public static double[][] Table(double[] values, double[] counts, RatingScale scale)
    {
        var table = new double[values.Length][];
        for (var a = 0; a < values.Length; a++)
        {
            table[a] = new double[values.Length];
            for (var b = 0; b < values.Length; b++)
            {
                var distance = a == b ? 0 : Distance(values, counts, Math.Min(a, b), Math.Max(a, b), scale);
                table[a][b] = distance * distance;
            }
        }
        return table;
    }

    private static double Distance(double[] values, double[] counts, int a, int b, RatingScale scale) => scale switch
    {
        RatingScale.Nominal => 1,
        RatingScale.Ordinal => counts[a..(b + 1)].Sum() - (counts[a] + counts[b]) / 2,
        RatingScale.Interval => values[b] - values[a],
        RatingScale.Ratio => values[a] + values[b] == 0 ? 0 : (values[b] - values[a]) / (values[a] + values[b]),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, null),
    };
}
