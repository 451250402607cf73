namespace Plimsoll.Aggregation;

/// <summary>
/// Builds a histogram of the default scale from buckets of other widths. The values of a bucket are spread evenly
/// between its bounds, as <c>histogram_quantile</c> of Prometheus does: a quantile can be off by the width of the
/// bucket that holds it, and by 0.5415% more. Buckets of the default scale or finer are taken over as they are.
/// </summary>
/// <param name="low">Least value that will be added.</param>
/// <param name="high">Greatest value that will be added.</param>
internal sealed class BucketSpread(double low, double high)
{
    /// <summary>2^40: beyond any latency in seconds and any number of tokens.</summary>
    private const int HighestIndex = (40 << ExponentialHistogram.DefaultScale) - 1;

    private static readonly int s_lowestIndex = BucketIndex.Of(Math.BitIncrement(HistogramPoint.ZeroThreshold), ExponentialHistogram.DefaultScale);

    private readonly int _first = Index(low);
    private readonly ulong[] _cells = new ulong[Index(high) - Index(low) + 1];
    private long _zeroCount;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    public void AddZeros(long count)
    {
        _zeroCount += count;
        if (count > 0)
            Note(0, 0);
    }

    /// <summary>Adds values that are all the same.</summary>
    public void Add(double value, long count)
    {
        if (value <= HistogramPoint.ZeroThreshold)
        {
            AddZeros(count);
            return;
        }
        _cells[Index(value) - _first] += (ulong)count;
        Note(value, value);
    }

    /// <summary>Adds <paramref name="count"/> values, at least one, between two bounds of at least 0.</summary>
    public void AddBetween(double lower, double upper, long count)
    {
        var width = (upper - lower) / count;
        var (least, greatest) = (lower + width / 2, upper - width / 2);
        var below = Below(HistogramPoint.ZeroThreshold, lower, upper, count);
        AddZeros(below);
        if (below == count)
            return;
        var last = Index(greatest);
        for (var index = Index(Math.Max(least, HistogramPoint.ZeroThreshold)); index < last; index++)
        {
            var through = Below(BucketIndex.LowerBound(index + 1, ExponentialHistogram.DefaultScale), lower, upper, count);
            _cells[index - _first] += (ulong)Math.Max(through - below, 0);
            below = Math.Max(through, below);
        }
        _cells[last - _first] += (ulong)(count - below);
        Note(least, greatest);
    }

    /// <param name="sumUnits">Sum in whole units: nanoseconds or tokens.</param>
    public ExponentialHistogram ToHistogram(UInt128 sumUnits)
    {
        var shift = 0;
        while (((_first + _cells.Length - 1) >> shift) - (_first >> shift) >= ExponentialHistogram.MaxBuckets)
            shift++;
        var offset = _first >> shift;
        var cells = new ulong[((_first + _cells.Length - 1) >> shift) - offset + 1];
        for (var i = 0; i < _cells.Length; i++)
            cells[((_first + i) >> shift) - offset] += _cells[i];
        return ExponentialHistogram.Restore(ExponentialHistogram.DefaultScale - shift, _zeroCount, sumUnits, _min, _max, offset, cells);
    }

    /// <summary>Values at or below a point, of those that stand in the middles of equal parts.</summary>
    private static long Below(double point, double lower, double upper, long count) =>
        (long)Math.Clamp(Math.Floor((point - lower) / (upper - lower) * count + 0.5), 0, count);

    private static int Index(double value) => value <= HistogramPoint.ZeroThreshold
        ? s_lowestIndex
        : Math.Min(BucketIndex.Of(value, ExponentialHistogram.DefaultScale), HighestIndex);

    private void Note(double least, double greatest)
    {
        _min = Math.Min(_min, least);
        _max = Math.Max(_max, greatest);
    }
}
