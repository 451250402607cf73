using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Drift.Watch;

/// <summary>
/// A distribution on buckets that every hour shares: four to an octave, so a bucket is 19% wide. Bucket i covers
/// (2^(i/4), 2^((i+1)/4)] in what the sketch records; zeros are apart.
/// </summary>
internal sealed class BucketCounts
{
    public const int Scale = 2;
    private const int MaxBuckets = 512;

    /// <summary>Beyond the index of any double.</summary>
    private const int MaxIndex = 1 << 13;

    private readonly double[] _counts;

    private BucketCounts(int first, double[] counts, double zeros) => (First, _counts, Zeros) = (first, counts, zeros);

    /// <summary>First bucket with a count.</summary>
    public int First { get; }

    public int Last => First + _counts.Length - 1;

    public double Zeros { get; }

    public double Total => Zeros + _counts.Sum();

    public double this[int bucket] => bucket >= First && bucket <= Last ? _counts[bucket - First] : 0;

    public static BucketCounts Of(ExponentialHistogram histogram)
    {
        if (!histogram.TryGetRange(out var low, out var high))
            return new(0, [], histogram.ZeroCount);
        int At(int index) => histogram.Scale >= Scale ? index >> (histogram.Scale - Scale) : index << (Scale - histogram.Scale);
        var counts = new double[At(high) - At(low) + 1];
        for (var i = low; i <= high; i++)
            counts[At(i) - At(low)] += histogram.CountAt(i);
        return new(At(low), counts, histogram.ZeroCount);
    }

    /// <summary>Counts of a bucket for zeros and of every bucket of a range.</summary>
    public double[] Over(int first, int last)
    {
        var counts = new double[last - first + 2];
        counts[0] = Zeros;
        for (var i = first; i <= last; i++)
            counts[i - first + 1] = this[i];
        return counts;
    }

    public void Write(StateWriter writer)
    {
        writer.Count((long)Zeros);
        writer.Signed(First);
        writer.Count(_counts.Length);
        foreach (var count in _counts)
            writer.Count((long)count);
    }

    public static BucketCounts Read(ref StateReader reader)
    {
        var zeros = reader.Count();
        var first = reader.Between(-MaxIndex, MaxIndex);
        var counts = new double[reader.Length(MaxBuckets)];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = reader.Count();
        return new(first, counts, zeros);
    }
}
