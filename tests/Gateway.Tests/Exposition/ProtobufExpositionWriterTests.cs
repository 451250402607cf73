using System.Buffers;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Exposition;
using Wire = Plimsoll.Gateway.Protos.Prometheus;

namespace Plimsoll.Gateway.Tests.Exposition;

public sealed class ProtobufExpositionWriterTests
{
    [Fact]
    public void Families_follow_each_other_behind_their_lengths()
    {
        var families = Write(w =>
        {
            w.Begin(new MetricFamily("c", MetricType.Counter, "Counts."));
            w.Sample(LabelSet.Of("a", "q\"\n"), 3, LabelSet.Of("b", "2"));
            w.Begin(new MetricFamily("nothing", MetricType.Gauge, ""));
            w.Begin(new MetricFamily("g", MetricType.Gauge, new string('x', 300)));
            w.Sample(LabelSet.Empty, -0.5);
            w.Begin(new MetricFamily("i", MetricType.Info, ""));
            w.Sample(LabelSet.Empty, 1);
        });

        Assert.Equal([("c_total", Wire.MetricType.Counter), ("g", Wire.MetricType.Gauge), ("i_info", Wire.MetricType.Gauge)], families.Select(f => (f.Name, f.Type)));
        Assert.Equal([("a", "q\"\n"), ("b", "2")], families[0].Metric[0].Label.Select(l => (l.Name, l.Value)));
        Assert.Equal((3, -0.5), (families[0].Metric[0].Counter.Value, families[1].Metric[0].Gauge.Value));
    }

    [Fact]
    public void Histogram_is_a_classic_and_a_native_one()
    {
        var sketch = new HistogramView(6, 0, [1, 2], ZeroCount: 0, Count: 3, Sum: 3.1);
        var written = Write(w =>
        {
            w.Begin(new MetricFamily("h", MetricType.Histogram, ""));
            w.Histogram(LabelSet.Empty, ClassicBounds.Duration, ClassicHistogram.Of(sketch, ClassicBounds.Duration, keepSketch: true, []));
        })[0].Metric[0].Histogram;

        Assert.Equal((3UL, 3.1, 6), (written.SampleCount, written.SampleSum, written.Schema));
        Assert.Equal([1L, 1], written.PositiveDelta);
        Assert.Equal(3UL, written.Bucket.Single(b => b.UpperBound == Math.Sqrt(2)).CumulativeCount);
    }

    [Fact]
    public void Exemplars_stand_at_their_buckets_and_above_all_bounds_too()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1795176001250);
        var histogram = ClassicHistogram.Of(
            new HistogramView(6, 0, [1], 0, 1, 1.01), ClassicBounds.Duration, keepSketch: true, [new("a", 1.01, at), new("b", 1e6, at)]);

        var buckets = Write(w =>
        {
            w.Begin(new MetricFamily("h", MetricType.Histogram, ""));
            w.Histogram(LabelSet.Empty, ClassicBounds.Duration, histogram);
        })[0].Metric[0].Histogram.Bucket.Where(b => b.Exemplar is not null).ToList();

        Assert.Equal([(Math.Sqrt(2), "a", 1.01), (double.PositiveInfinity, "b", 1e6)], buckets.Select(b => (b.UpperBound, b.Exemplar.Label[0].Value, b.Exemplar.Value)));
        Assert.All(buckets, b => Assert.Equal(at, b.Exemplar.Timestamp.ToDateTimeOffset()));
    }

    [Fact]
    public void Histogram_without_a_sketch_is_a_classic_one()
    {
        var written = Write(w =>
        {
            w.Begin(new MetricFamily("h", MetricType.Histogram, ""));
            w.Histogram(LabelSet.Empty, ClassicBounds.Of([1, 2]), new ClassicHistogram([1, 2], 2, 3));
        })[0].Metric[0].Histogram;

        Assert.Empty(written.PositiveSpan);
        Assert.Equal(2, written.Bucket.Count);
    }

    private static List<Wire.MetricFamily> Write(Action<IExpositionWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = MetricFormat.Protobuf.Writer(output);
        write(writer);
        writer.End();
        using var stream = new MemoryStream(output.WrittenSpan.ToArray());
        var families = new List<Wire.MetricFamily>();
        while (stream.Position < stream.Length)
            families.Add(Wire.MetricFamily.Parser.ParseDelimitedFrom(stream));
        return families;
    }
}
