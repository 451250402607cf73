namespace Plimsoll.Anomaly.Outliers;

/// <summary>What keeps a robust score finite and quiet where a series hardly moves.</summary>
/// <param name="MinCount">Values of history without which there is no score.</param>
/// <param name="AbsoluteFloor">Least scale, in the series' unit.</param>
/// <param name="RelativeFloor">Least scale, as a share of the median.</param>
/// <param name="Most">Scores count for no more.</param>
public readonly record struct RobustLimits(int MinCount = 20, double AbsoluteFloor = 0, double RelativeFloor = 0.01, double Most = 40)
{
    /// <summary>Twenty values, a hundredth of the median, at most 40.</summary>
    public static readonly RobustLimits Default = new(20);
}

/// <summary>How far a value lies from the median in units of the median absolute deviation (Iglewicz and Hoaglin, 1993).</summary>
/// <param name="Deviation">Median absolute deviation.</param>
/// <param name="Scale">1.4826 times the deviation, which is a standard deviation of normal values, or the larger floor.</param>
/// <param name="Z">Distance in scales, with its sign; 0 where value and history do not differ at all.</param>
public readonly record struct RobustScore(double Median, double Deviation, double Scale, double Z)
{
    private const double ToStandardDeviation = 1.482602218505602;

    /// <summary>Null with less history than the limits ask for.</summary>
    public static RobustScore? Of(IEnumerable<double> history, double value, RobustLimits limits)
    {
        double[] sorted = [.. history.Order()];
        if (sorted.Length < Math.Max(1, limits.MinCount))
            return null;
        var median = Middle(sorted);
        var deviation = Middle([.. sorted.Select(v => Math.Abs(v - median)).Order()]);
        var scale = Math.Max(ToStandardDeviation * deviation, Math.Max(limits.RelativeFloor * Math.Abs(median), limits.AbsoluteFloor));
        var z = value == median ? 0 : Math.Clamp((value - median) / scale, -limits.Most, limits.Most);
        return new(median, deviation, scale, z);
    }

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
