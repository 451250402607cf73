using Plimsoll.Telemetry;

namespace Plimsoll.SageMaker;

/// <summary>
/// A distribution from the few statistics that CloudWatch gives: between two known quantiles values are taken to lie evenly.
/// Its count and its sum are the service's.
/// </summary>
public static class LatencyShape
{
    private const double MicrosecondsPerSecond = 1e6;
    private static readonly double[] s_shares = [0.5, 0.9, 0.99, 1];

    public static AggregateDistribution Of(LatencyStatistics latency)
    {
        double[] uppers = [latency.P50, latency.P90, latency.P99, latency.Maximum];
        var bounds = new List<double>();
        var counts = new List<long>();
        var (total, through) = ((long)Math.Round(latency.Count), 0L);
        for (var i = 0; i < uppers.Length; i++)
        {
            var upper = Math.Max(uppers[i], latency.Minimum) / MicrosecondsPerSecond;
            var here = (long)Math.Round(total * s_shares[i]) - through;
            through += here;
            if (bounds.Count > 0 && upper <= bounds[^1])
                counts[^1] += here;
            else
            {
                bounds.Add(upper);
                counts.Add(here);
            }
        }
        counts.Add(0);
        return new()
        {
            Bounds = bounds,
            Counts = counts,
            Sum = latency.Average * total / MicrosecondsPerSecond,
            Min = latency.Minimum / MicrosecondsPerSecond,
            Max = latency.Maximum / MicrosecondsPerSecond,
        };
    }
}
