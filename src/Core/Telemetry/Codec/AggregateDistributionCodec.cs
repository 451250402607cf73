namespace Plimsoll.Telemetry.Codec;

internal static class AggregateDistributionCodec
{
    [Flags]
    private enum Fields
    {
        None = 0,
        Bounds = 1 << 0,
        Min = 1 << 1,
        Max = 1 << 2,
        All = (1 << 3) - 1,
    }

    public static void Write(ref SpanWriter writer, AggregateDistribution distribution)
    {
        writer.WriteNumber((long)Present(distribution));
        writer.WriteDouble(distribution.Sum);
        writer.WriteNumber(distribution.ZeroCount);
        SampleCodec.WriteDouble(ref writer, distribution.Min);
        SampleCodec.WriteDouble(ref writer, distribution.Max);
        writer.WriteNumber(distribution.Counts.Count);
        foreach (var count in distribution.Counts)
            writer.WriteNumber(count);
        if (distribution.Bounds is null)
        {
            writer.WriteNumber((long)Varint.ZigZag(distribution.Scale));
            writer.WriteNumber((long)Varint.ZigZag(distribution.Offset));
        }
        foreach (var bound in distribution.Bounds ?? [])
            writer.WriteDouble(bound);
    }

    public static AggregateDistribution Read(ref ByteCursor cursor)
    {
        var fields = (Fields)cursor.ReadIndex((int)Fields.All + 1);
        var sum = cursor.ReadDouble();
        var zeroCount = cursor.ReadNumber();
        var min = SampleCodec.ReadDouble(ref cursor, (fields & Fields.Min) != 0);
        var max = SampleCodec.ReadDouble(ref cursor, (fields & Fields.Max) != 0);
        var counts = ReadCounts(ref cursor);
        var bounded = (fields & Fields.Bounds) != 0;
        return new AggregateDistribution
        {
            Sum = sum,
            ZeroCount = zeroCount,
            Min = min,
            Max = max,
            Counts = counts,
            Scale = bounded ? 0 : ReadSigned(ref cursor),
            Offset = bounded ? 0 : ReadSigned(ref cursor),
            Bounds = bounded ? ReadBounds(ref cursor, counts.Length - 1) : null,
        };
    }

    private static Fields Present(AggregateDistribution distribution) =>
        (distribution.Bounds is null ? 0 : Fields.Bounds)
        | (distribution.Min is null ? 0 : Fields.Min)
        | (distribution.Max is null ? 0 : Fields.Max);

    private static long[] ReadCounts(ref ByteCursor cursor)
    {
        var counts = new long[cursor.ReadCount(bytesEach: 1)];
        if (counts.Length > TelemetryLimits.Buckets)
            cursor.Fail();
        for (var i = 0; i < counts.Length && !cursor.Failed; i++)
            counts[i] = cursor.ReadNumber();
        return counts;
    }

    private static double[] ReadBounds(ref ByteCursor cursor, int count)
    {
        if (count < 0 || count > cursor.Remaining / sizeof(double))
        {
            cursor.Fail();
            return [];
        }
        var bounds = new double[count];
        for (var i = 0; i < count; i++)
            bounds[i] = cursor.ReadDouble();
        return bounds;
    }

    private static int ReadSigned(ref ByteCursor cursor)
    {
        var value = Varint.UnZigZag((ulong)cursor.ReadNumber());
        if (value == (int)value)
            return (int)value;
        cursor.Fail();
        return 0;
    }
}
