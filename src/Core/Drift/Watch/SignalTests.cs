using Plimsoll.Aggregation;
using Plimsoll.Drift.Distributions;

namespace Plimsoll.Drift.Watch;

/// <summary>What tests say of one hour before chance over many tests is accounted for.</summary>
/// <param name="Raw">p-value of this test alone; null for one that has none.</param>
internal readonly record struct TestAnswer(int Signal, DriftFamily Family, DriftFinding Finding, double? Raw);

/// <summary>Compares the distributions of an hour with their baselines.</summary>
internal static class SignalTests
{
    private const int Bins = 10;
    private const double LeastCount = 200;
    private const double CountPerBin = 100;

    /// <summary>A latency that moves by less than 10% is its load's and no drift, however narrow its distribution: so far apart are the means of the logarithms, in buckets.</summary>
    private static readonly double s_leastBuckets = Math.Log2(1.1) * (1 << BucketCounts.Scale);

    public static IEnumerable<TestAnswer> Run(IReadOnlyDictionary<long, DriftHour> known, DriftHour current)
    {
        var now = current.Distributions;
        for (var i = 0; i < DriftSignal.All.Count; i++)
        {
            if (now[i] is not { } distribution || distribution.Total < LeastCount)
                continue;
            var signal = i;
            var baselines = DriftBaseline.For(known, current, signal, h => h.Distributions[signal] is not null);
            foreach (var answer in DriftBaseline.Quietest(baselines.SelectMany(b => Compare(signal, [.. b.Select(h => (h.Hour.Distributions[signal]!, h.Weight))], distribution))))
                yield return answer;
        }
    }

    private static IEnumerable<TestAnswer> Compare(int index, IReadOnlyList<(BucketCounts Counts, double Weight)> parts, BucketCounts current)
    {
        var signal = DriftSignal.All[index];
        var (first, last) = Range([.. parts.Select(p => p.Counts), current]);
        var baseline = DriftBaseline.Mix(parts, first, last);
        var now = current.Over(first, last);
        if (baseline.Sum() < LeastCount)
            yield break;
        var picture = Picture(signal.Measure, first, baseline, now);
        if (KolmogorovSmirnov.OfBuckets(baseline, now) is { } ks)
            yield return Answer(
                DriftTest.KolmogorovSmirnov, ks.Distance, KolmogorovSmirnov.LeastDistance, ks.PValue,
                ks.Drifts && (signal.Family != DriftFamily.Latency || Math.Abs(MeanBucket(now) - MeanBucket(baseline)) >= s_leastBuckets));
        var (a, b) = Binned(baseline, now);
        if (signal.IsBinned && Math.Min(a.Sum(), b.Sum()) >= CountPerBin * (a.Length - 1) && PopulationStabilityTest.Of(a, b) is { } psi)
            yield return Answer(DriftTest.PopulationStability, psi.Index, PopulationStabilityTest.Drift, psi.PValue, psi.Drifts);

        TestAnswer Answer(DriftTest test, double statistic, double threshold, double p, bool drifts) =>
            new(index, signal.Family, new(signal.Name, test, statistic, threshold, p, baseline.Sum(), now.Sum(), drifts, null, picture), p);
    }

    private static (int First, int Last) Range(IReadOnlyList<BucketCounts> all)
    {
        var used = all.Where(c => c.Last >= c.First).ToList();
        return used.Count == 0 ? (0, 0) : (used.Min(c => c.First), used.Max(c => c.Last));
    }

    private static double MeanBucket(double[] counts) => counts.Select((count, bucket) => count * bucket).Sum() / counts.Sum();

    /// <summary>Bins that each hold about a tenth of the baseline.</summary>
    private static (double[] Baseline, double[] Current) Binned(double[] baseline, double[] current)
    {
        var (a, b) = (new List<double>(), new List<double>());
        var (total, sumA, sumB) = (baseline.Sum(), 0d, 0d);
        for (var i = 0; i < baseline.Length; i++)
        {
            sumA += baseline[i];
            sumB += current[i];
            if (sumA < total / Bins && i < baseline.Length - 1)
                continue;
            a.Add(sumA);
            b.Add(sumB);
            (sumA, sumB) = (0, 0);
        }
        return ([.. a], [.. b]);
    }

    private static List<DriftBar> Picture(Measure measure, int first, double[] baseline, double[] current)
    {
        var (n, m) = (baseline.Sum(), current.Sum());
        var bars = new List<DriftBar>(baseline.Length);
        for (var i = 0; i < baseline.Length; i++)
        {
            var upTo = i == 0 ? 0 : BucketIndex.LowerBound(first + i, BucketCounts.Scale) * measure.ViewFactor();
            if (i > 0 || baseline[0] + current[0] > 0)
                bars.Add(new(upTo, baseline[i] / n, current[i] / m));
        }
        return bars;
    }
}
