using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Anomaly;

/// <summary>
/// Sizes of residuals, whatever their unit, for the quantiles of their upper tail: a base-2 exponential histogram of
/// scale 5 (relative error at most 1.1%) that keeps the 32 octaves below the largest and lumps what is smaller.
/// </summary>
internal sealed class ResidualHistogram
{
    private const int Scale = 5;
    private const int MaxBuckets = 1024;

    /// <summary>Beyond the index of any double.</summary>
    private const int MaxIndex = 1 << 16;

    private CellWindow _cells;

    public long Count { get; private set; }

    private long Zeros { get; set; }

    /// <param name="size">Finite and at least 0.</param>
    public void Add(double size)
    {
        Count++;
        if (!double.IsNormal(size))
        {
            Zeros++;
            return;
        }
        var index = BucketIndex.Of(size, Scale);
        if (!_cells.Covers(index))
            index = MakeRoom(index);
        _cells.Increment(index);
    }

    /// <summary>
    /// The size that a share of 1 − <paramref name="p"/> of both histograms' residuals exceeds, counted from the top;
    /// 0 where that residual is 0 or there is none.
    /// </summary>
    public static double UpperQuantile(ResidualHistogram a, ResidualHistogram? b, double p)
    {
        var rank = (1 - p) * (a.Count + (b?.Count ?? 0));
        if (!Top(a, b, out var index, out var least))
            return 0;
        for (var above = 0L; index >= least; index--)
        {
            above += (long)(a._cells[index] + (b?._cells[index] ?? 0));
            if (above > rank)
                return BucketIndex.Representative(index, Scale);
        }
        return 0;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Zeros);
        var used = _cells.TryGetRange(out var first, out var last);
        writer.Count(used ? last - first + 1 : 0);
        if (!used)
            return;
        writer.Signed(first);
        for (var i = first; i <= last; i++)
            writer.Unsigned(_cells[i]);
    }

    public static ResidualHistogram Read(ref StateReader reader)
    {
        var histogram = new ResidualHistogram { Zeros = reader.Count() };
        histogram.Count = histogram.Zeros;
        var length = reader.Length(MaxBuckets);
        if (length == 0)
            return histogram;
        var first = reader.Between(-MaxIndex, MaxIndex);
        histogram._cells.IncludeRange(first, first + length - 1, MaxBuckets);
        for (var i = 0; i < length; i++)
        {
            var count = reader.Count();
            if (count > 0)
                histogram._cells.Add(first + i, (ulong)count);
            histogram.Count += count;
        }
        return histogram;
    }

    private static bool Top(ResidualHistogram a, ResidualHistogram? b, out int top, out int least)
    {
        var any = a._cells.TryGetRange(out least, out top);
        if (b is null || !b._cells.TryGetRange(out var low, out var high))
            return any;
        (least, top) = any ? (Math.Min(least, low), Math.Max(top, high)) : (low, high);
        return true;
    }

    private int MakeRoom(int index)
    {
        if (_cells.TryGetRange(out var first, out var last))
        {
            index = Math.Max(index, last - MaxBuckets + 1);
            if (index - first >= MaxBuckets)
                LumpBelow(index - MaxBuckets + 1, first, last);
        }
        if (!_cells.Covers(index))
            _cells.Include(index, MaxBuckets);
        return index;
    }

    private void LumpBelow(int least, int first, int last)
    {
        var old = _cells;
        _cells = default;
        _cells.IncludeRange(least, Math.Max(least, last), MaxBuckets);
        for (var i = first; i <= last; i++)
        {
            if (old[i] > 0)
                _cells.Add(Math.Max(i, least), old[i]);
        }
    }
}
