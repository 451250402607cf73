using Plimsoll.Components.Views;

namespace Plimsoll.Publishing;

/// <summary>Values with counts of a distribution, few enough for a receiver and with the same sum.</summary>
public static class PointValues
{
    private const int Digits = 6;

    /// <summary>
    /// Buckets are made wider by 2 until they are few enough. A bucket (low, high] stands as 2·low·high/(low+high), which is
    /// nearest to all of it by relative error: (γ−1)/(γ+1) with γ = 2^(2^-scale), 0.54% at scale 6 and 2.2% at scale 4. All
    /// values are then moved by one factor so that their sum is the histogram's.
    /// </summary>
    /// <param name="factor">From the histogram's unit to the published one.</param>
    /// <param name="most">Values, at least 2.</param>
    public static (double[] Values, double[] Counts) Of(HistogramView histogram, double factor, int most)
    {
        var zeros = histogram.ZeroCount > 0 ? 1 : 0;
        var (scale, buckets) = Widened(histogram, most - zeros);
        var values = buckets.Keys.Select(index => Middle(index, scale)).ToArray();
        var counts = buckets.Values.Select(count => (double)count).ToArray();
        var sum = values.Zip(counts, (value, count) => value * count).Sum();
        var moved = sum > 0 ? histogram.Sum / sum * factor : factor;
        for (var i = 0; i < values.Length; i++)
            values[i] = Rounded(values[i] * moved);
        return zeros == 0 ? (values, counts) : ([0, .. values], [histogram.ZeroCount, .. counts]);
    }

    /// <summary>Scores as they are, or to a hundredth where there are too many different ones.</summary>
    public static (double[] Values, double[] Counts) Of(IEnumerable<double> values, int most)
    {
        var exact = Counted(values.Select(v => Math.Round(v, 4)));
        if (exact.Count > most)
            exact = Counted(values.Select(v => Math.Round(v, 2)));
        return ([.. exact.Keys], [.. exact.Values]);
    }

    private static SortedDictionary<double, double> Counted(IEnumerable<double> values)
    {
        var counts = new SortedDictionary<double, double>();
        foreach (var value in values)
            counts[value] = counts.GetValueOrDefault(value) + 1;
        return counts;
    }

    private static (int Scale, SortedDictionary<int, long> Buckets) Widened(HistogramView histogram, int most)
    {
        var buckets = new SortedDictionary<int, long>();
        for (var i = 0; i < histogram.Counts.Count; i++)
        {
            if (histogram.Counts[i] > 0)
                buckets[histogram.Offset + i] = histogram.Counts[i];
        }
        var scale = histogram.Scale;
        for (; buckets.Count > most; scale--)
            buckets = new(buckets.GroupBy(b => b.Key >> 1).ToDictionary(g => g.Key, g => g.Sum(b => b.Value)));
        return (scale, buckets);
    }

    private static double Middle(int index, int scale)
    {
        var width = Math.Pow(2, -scale);
        var (low, high) = (Math.Pow(2, index * width), Math.Pow(2, (index + 1) * width));
        return 2 * low * high / (low + high);
    }

    /// <summary>To six digits that count: more would only make a call longer.</summary>
    private static double Rounded(double value)
    {
        var power = Math.Pow(10, Digits - 1 - Math.Floor(Math.Log10(value)));
        return power >= 1 ? Math.Round(value * power) / power : Math.Round(value);
    }
}
