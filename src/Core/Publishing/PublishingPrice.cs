namespace Plimsoll.Publishing;

/// <summary>
/// What custom metrics cost a month by the list prices of us-east-1 of November 2026, without a free tier: each metric in
/// steps, and each thousand calls of PutMetricData. An estimate; the bill is AWS's.
/// </summary>
public static class PublishingPrice
{
    public const double MinutesPerMonth = 30 * 24 * 60;

    private const double PerThousandCalls = 0.01;

    private static readonly (long UpTo, double Dollars)[] s_metrics =
        [(10_000, 0.30), (250_000, 0.10), (1_000_000, 0.05), (long.MaxValue, 0.02)];

    /// <param name="metrics">Different combinations of name and dimensions.</param>
    public static double Monthly(long metrics, double callsPerMinute)
    {
        var (dollars, counted) = (0.0, 0L);
        foreach (var (upTo, each) in s_metrics)
        {
            var here = Math.Min(metrics, upTo) - counted;
            if (here <= 0)
                break;
            dollars += here * each;
            counted += here;
        }
        return dollars + callsPerMinute * MinutesPerMonth / 1_000 * PerThousandCalls;
    }
}
