namespace Plimsoll.Aggregation;

/// <summary>
/// Base-2 exponential histogram with scale 6 to begin with (a DDSketch with γ = 2^(1/64)): relative error of a
/// quantile at most (γ−1)/(γ+1) = 0.5415%. Holds at most <see cref="MaxBuckets"/> buckets; a wider range halves
/// the scale's resolution. Merging is exact, and neither order nor splitting of the input changes the result.
/// </summary>
public sealed class ExponentialHistogram
{
    public const int DefaultScale = 6;
    public const int MaxBuckets = 2048;

    private CellWindow _cells;
    private int _scale;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    public ExponentialHistogram() : this(DefaultScale)
    {
    }

    /// <param name="scale">To begin with; at most <see cref="DefaultScale"/>.</param>
    public ExponentialHistogram(int scale) => _scale = scale;

    public int Scale => _scale;

    /// <summary>All values, zeros too.</summary>
    public long Count { get; private set; }

    /// <summary>Values at or below <see cref="HistogramPoint.ZeroThreshold"/>.</summary>
    public long ZeroCount { get; private set; }

    /// <summary>Sum in whole units: nanoseconds or tokens.</summary>
    public UInt128 Sum { get; private set; }

    /// <summary>Least value; null when empty.</summary>
    public double? Min => Count > 0 ? _min : null;

    /// <summary>Greatest value; null when empty.</summary>
    public double? Max => Count > 0 ? _max : null;

    public void Record(in HistogramPoint point)
    {
        Count++;
        Sum += (ulong)point.Units;
        if (point.Value < _min)
            _min = point.Value;
        if (point.Value > _max)
            _max = point.Value;
        if (point.Index == HistogramPoint.ZeroIndex)
        {
            ZeroCount++;
            return;
        }
        var index = point.Index >> (DefaultScale - _scale);
        if (!_cells.Covers(index))
            index = MakeRoom(point.Index);
        _cells.Increment(index);
    }

    public void Merge(ExponentialHistogram other)
    {
        if (other.Count == 0)
            return;
        if (other._cells.TryGetRange(out var low, out var high))
            MergeCells(other, low, high);
        Count += other.Count;
        ZeroCount += other.ZeroCount;
        Sum += other.Sum;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
    }

    /// <summary>Counts of one bucket at <see cref="Scale"/>.</summary>
    public long CountAt(int index) => (long)_cells[index];

    /// <summary>Bucket of the element of a rank among those above zero, and how many of them there are up to and with it.</summary>
    internal (int Index, long Through) Locate(long rank) => _cells.Locate(rank);

    /// <summary>First and last bucket with a count; false when there is none beside zeros.</summary>
    public bool TryGetRange(out int first, out int last) => _cells.TryGetRange(out first, out last);

    /// <summary>Makes every bucket wider by 2^<paramref name="shift"/>: index i becomes i &gt;&gt; shift.</summary>
    public void Downscale(int shift)
    {
        if (shift == 0)
            return;
        var old = _cells;
        _cells = default;
        _scale -= shift;
        if (!old.TryGetRange(out var low, out var high))
            return;
        _cells.IncludeRange(low >> shift, high >> shift, MaxBuckets);
        for (var i = low; i <= high; i++)
            AddCell(i >> shift, old[i]);
    }

    internal static ExponentialHistogram Restore(int scale, long zeroCount, UInt128 sum, double min, double max, int offset, ReadOnlySpan<ulong> cells)
    {
        var histogram = new ExponentialHistogram { _scale = scale, ZeroCount = zeroCount, Count = zeroCount, Sum = sum, _min = min, _max = max };
        if (cells.Length > 0)
            histogram._cells.IncludeRange(offset, offset + cells.Length - 1, MaxBuckets);
        for (var i = 0; i < cells.Length; i++)
        {
            histogram.AddCell(offset + i, cells[i]);
            histogram.Count += (long)cells[i];
        }
        return histogram;
    }

    private void MergeCells(ExponentialHistogram other, int low, int high)
    {
        if (other._scale < _scale)
            Downscale(_scale - other._scale);
        FitRange(low >> (other._scale - _scale), high >> (other._scale - _scale));
        var shift = other._scale - _scale;
        _cells.IncludeRange(low >> shift, high >> shift, MaxBuckets);
        for (var i = low; i <= high; i++)
            AddCell(i >> shift, other._cells[i]);
    }

    private void AddCell(int index, ulong count)
    {
        if (count > 0)
            _cells.Add(index, count);
    }

    private int MakeRoom(int defaultScaleIndex)
    {
        var index = defaultScaleIndex >> (DefaultScale - _scale);
        FitRange(index, index);
        index = defaultScaleIndex >> (DefaultScale - _scale);
        if (!_cells.Covers(index))
            _cells.Include(index, MaxBuckets);
        return index;
    }

    /// <summary>Lowers the scale until the counted buckets and the given range fit together.</summary>
    private void FitRange(int low, int high)
    {
        if (_cells.TryGetRange(out var first, out var last))
        {
            low = Math.Min(low, first);
            high = Math.Max(high, last);
        }
        var shift = 0;
        while ((high >> shift) - (low >> shift) >= MaxBuckets)
            shift++;
        Downscale(shift);
    }
}
