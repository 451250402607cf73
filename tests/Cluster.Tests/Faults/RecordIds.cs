using Plimsoll.Components;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>
/// Ids of records that can be read back from what components counted: each stands for a component and a number of tokens that has
/// a bucket of that component's histogram to itself. So what was counted is a set of ids, and shows which one is missing or twice.
/// </summary>
internal static class RecordIds
{
    private const int Scale = 6;

    /// <summary>2^7 tokens: from here on each bucket holds a whole number.</summary>
    private const int FirstBucket = 7 << Scale;

    private const int Buckets = 1_400;
    private const int Lanes = 12;

    public static string ComponentOf(int id) => $"c{id % Lanes}-{id / (Lanes * Buckets)}";

    public static long TokensOf(int id) => (long)Math.Floor(Math.Pow(2, (FirstBucket + BucketOf(id) + 1) / (double)(1 << Scale)));

    /// <summary>How often each id below <paramref name="end"/> was counted.</summary>
    /// <param name="histogram">The metric in which a gateway's records carry their tokens.</param>
    public static async Task<Dictionary<int, long>> CountedAsync(IComponentDirectory components, string histogram, int end)
    {
        var counted = new Dictionary<int, long>();
        foreach (var ids in Enumerable.Range(0, end).GroupBy(ComponentOf))
        {
            var metrics = await components.Get(ids.Key).GetMetricsAsync();
            if (!metrics.Histograms.TryGetValue(histogram, out var view) || view.Count == 0)
                continue;
            Assert.Equal(Scale, view.Scale);
            foreach (var id in ids)
            {
                var at = FirstBucket + BucketOf(id) - view.Offset;
                if (at >= 0 && at < view.Counts.Count && view.Counts[at] > 0)
                    counted.Add(id, view.Counts[at]);
            }
        }
        return counted;
    }

    private static int BucketOf(int id) => id / Lanes % Buckets;
}
