using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Protos.Prometheus;

namespace Plimsoll.Gateway.Exposition;

/// <summary>Length-delimited protobuf, in which histograms are native ones too.</summary>
internal sealed class ProtobufExpositionWriter(IBufferWriter<byte> output) : IExpositionWriter
{
    private readonly Protos.Prometheus.MetricFamily _family = new();

    public void Begin(MetricFamily family)
    {
        Flush();
        _family.Name = family.Name + family.SampleSuffix;
        _family.Help = family.Help;
        _family.Type = family.Type switch
        {
            MetricType.Counter => Protos.Prometheus.MetricType.Counter,
            MetricType.Histogram => Protos.Prometheus.MetricType.Histogram,
            _ => Protos.Prometheus.MetricType.Gauge,
        };
    }

    public void Sample(LabelSet labels, double value, LabelSet? more = null)
    {
        var metric = Add(labels, more);
        if (_family.Type == Protos.Prometheus.MetricType.Counter)
            metric.Counter = new Counter { Value = value };
        else
            metric.Gauge = new Gauge { Value = value };
    }

    public void Histogram(LabelSet labels, ClassicBounds bounds, ClassicHistogram histogram)
    {
        var written = new Histogram { SampleCount = (ulong)histogram.Count, SampleSum = histogram.Sum };
        for (var i = 0; i < bounds.Upper.Count; i++)
            written.Bucket.Add(new Bucket { CumulativeCount = (ulong)histogram.Cumulative[i], UpperBound = bounds.Upper[i], Exemplar = Exemplar(histogram.Exemplars?[i]) });
        // The last bucket may be left out, but for its exemplar.
        if (histogram.Exemplars?[^1] is { } above)
            written.Bucket.Add(new Bucket { CumulativeCount = (ulong)histogram.Count, UpperBound = double.PositiveInfinity, Exemplar = Exemplar(above) });
        if (histogram.Sketch is { } sketch && NativeBuckets.CanShow(sketch))
            NativeBuckets.Write(sketch, written);
        Add(labels, more: null).Histogram = written;
    }

    public void End() => Flush();

    private static Exemplar? Exemplar(ExemplarView? exemplar) => exemplar is null ? null : new()
    {
        Label = { new LabelPair { Name = ExemplarLabels.TraceId, Value = exemplar.TraceId } },
        Value = exemplar.Value,
        Timestamp = Timestamp.FromDateTimeOffset(exemplar.At),
    };

    private Metric Add(LabelSet labels, LabelSet? more)
    {
        var metric = new Metric();
        foreach (var (name, value) in labels.Pairs.Concat((more ?? LabelSet.Empty).Pairs))
            metric.Label.Add(new LabelPair { Name = name, Value = value });
        _family.Metric.Add(metric);
        return metric;
    }

    private void Flush()
    {
        if (_family.Metric.Count == 0)
            return;
        var size = _family.CalculateSize();
        var span = output.GetSpan(CodedOutputStream.ComputeLengthSize(size));
        var at = 0;
        for (var rest = (uint)size; ; rest >>= 7)
        {
            span[at++] = (byte)(rest < 0x80 ? rest : rest | 0x80);
            if (rest < 0x80)
                break;
        }
        output.Advance(at);
        _family.WriteTo(output);
        _family.Metric.Clear();
    }
}
