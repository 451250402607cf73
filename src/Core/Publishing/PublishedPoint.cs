namespace Plimsoll.Publishing;

/// <summary>One metric of one minute: values, and how often each was seen.</summary>
/// <param name="Values">Different ones, rising; finite.</param>
/// <param name="Counts">One for each value, above 0.</param>
public sealed record PublishedPoint(string Metric, PointUnit Unit, IReadOnlyList<double> Values, IReadOnlyList<double> Counts)
{
    public static PublishedPoint One(string metric, PointUnit unit, double value) => new(metric, unit, [value], [1]);
}

/// <summary>Named as CloudWatch has them.</summary>
public enum PointUnit
{
    None,
    Count,
    Milliseconds,
    Percent,
}
