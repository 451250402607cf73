namespace Plimsoll.Aggregation.Encoding;

/// <summary>Stores a histogram as runs of used cells: gap, length, counts.</summary>
internal static class HistogramCodec
{
    /// <summary>Beyond the index of any double at the finest scale.</summary>
    private const int MaxIndex = 1 << 17;

    public static void Write(ExponentialHistogram histogram, StateWriter writer)
    {
        writer.Byte((byte)histogram.Scale);
        writer.Count(histogram.ZeroCount);
        writer.Wide(histogram.Sum);
        writer.Double(histogram.Min ?? double.PositiveInfinity);
        writer.Double(histogram.Max ?? double.NegativeInfinity);
        var used = histogram.TryGetRange(out var first, out var last);
        writer.Count(used ? last - first + 1 : 0);
        if (!used)
            return;
        writer.Signed(first);
        for (var at = first; at <= last;)
            at = WriteRun(histogram, writer, at, last);
    }

    public static ExponentialHistogram Read(ref StateReader reader)
    {
        int scale = reader.Byte();
        if (scale > ExponentialHistogram.DefaultScale)
            throw reader.Corrupt($"{scale} is no scale");
        var zeroCount = reader.Count();
        var sum = reader.Wide();
        var min = reader.Double();
        var max = reader.Double();
        var length = reader.Count();
        if (length > ExponentialHistogram.MaxBuckets)
            throw reader.Corrupt($"{length} buckets are more than {ExponentialHistogram.MaxBuckets}");
        if (length == 0)
            return ExponentialHistogram.Restore(scale, zeroCount, sum, min, max, 0, []);
        var offset = reader.Between(-MaxIndex, MaxIndex);
        Span<ulong> cells = stackalloc ulong[(int)length];
        ReadRuns(ref reader, cells);
        return ExponentialHistogram.Restore(scale, zeroCount, sum, min, max, offset, cells);
    }

    private static int WriteRun(ExponentialHistogram histogram, StateWriter writer, int at, int last)
    {
        var start = at;
        while (histogram.CountAt(start) == 0)
            start++;
        var end = start;
        while (end <= last && histogram.CountAt(end) > 0)
            end++;
        writer.Count(start - at);
        writer.Count(end - start);
        for (var i = start; i < end; i++)
            writer.Count(histogram.CountAt(i));
        return end;
    }

    private static void ReadRuns(ref StateReader reader, scoped Span<ulong> cells)
    {
        for (var at = 0; at < cells.Length;)
        {
            var gap = reader.Count();
            var run = reader.Count();
            if (run == 0 || gap > cells.Length - at || run > cells.Length - at - gap)
                throw reader.Corrupt($"a run of {run} after {gap} does not fit {cells.Length} buckets");
            at += (int)gap;
            for (var i = 0; i < run; i++)
                cells[at++] = (ulong)reader.Count();
        }
    }
}
