namespace Plimsoll.Alerting.Objectives;

/// <summary>Requests of a time, and those among them that broke an objective.</summary>
public readonly record struct EventCounts(long Bad, long Total)
{
    public static EventCounts operator +(EventCounts left, EventCounts right) => new(left.Bad + right.Bad, left.Total + right.Total);

    /// <summary>How many times faster than the target allows the budget is used; null without requests.</summary>
    public double? Burn(double target) => Total == 0 ? null : (double)Bad / Total / (1 - target);

    /// <summary>Lower bound of the share of bad ones (Wilson 1927).</summary>
    /// <param name="z">Normal quantile of the one-sided confidence.</param>
    public double WilsonLower(double z)
    {
        if (Total == 0)
            return 0;
        var ratio = (double)Bad / Total;
        var centre = ratio + z * z / (2 * Total);
        var half = z * Math.Sqrt(ratio * (1 - ratio) / Total + z * z / (4.0 * Total * Total));
        return Math.Max(0, (centre - half) / (1 + z * z / Total));
    }
}
