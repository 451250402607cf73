using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Core.Tests.Aggregation;

internal static class Samples
{
    /// <summary>Values over so many octaves that some sets need a lower scale; zeros too.</summary>
    public static Gen<double[]> Wide => Gen.Choose(-60, 60).SelectMany(e => Gen.Choose(0, 1 << 20).Select(m => Value(m, e))).ArrayOf();

    public static Gen<double[]> Narrow => Gen.Choose(-6, 12).SelectMany(e => Gen.Choose(1, 1 << 20).Select(m => Value(m, e))).NonEmptyListOf().Select(l => l.ToArray());

    /// <summary>Sums in thousandths.</summary>
    public static ExponentialHistogram Histogram(params IEnumerable<double> values)
    {
        var histogram = new ExponentialHistogram();
        foreach (var value in values)
        {
            Assert.Equal(PointOutcome.Counted, HistogramPoint.TryCreate(value, (long)Math.Round(value * 1000), out var point));
            histogram.Record(point);
        }
        return histogram;
    }

    public static SortedDictionary<int, long> Buckets(ExponentialHistogram histogram)
    {
        var buckets = new SortedDictionary<int, long>();
        if (histogram.TryGetRange(out var first, out var last))
        {
            for (var i = first; i <= last; i++)
            {
                if (histogram.CountAt(i) > 0)
                    buckets[i] = histogram.CountAt(i);
            }
        }
        return buckets;
    }

    public static ExponentialHistogram Copy(ExponentialHistogram histogram)
    {
        var copy = new ExponentialHistogram();
        copy.Merge(histogram);
        return copy;
    }

    public static byte[] Bytes(ExponentialHistogram histogram)
    {
        var writer = new StateWriter();
        HistogramCodec.Write(histogram, writer);
        return writer.ToArray();
    }

    public static void AssertSame(ExponentialHistogram expected, ExponentialHistogram actual)
    {
        Assert.Equal(expected.Scale, actual.Scale);
        Assert.Equal(Buckets(expected), Buckets(actual));
        Assert.Equal(Bytes(expected), Bytes(actual));
    }

    private static double Value(int mantissa, int exponent) => Math.ScaleB(mantissa / (double)(1 << 20), exponent);
}
