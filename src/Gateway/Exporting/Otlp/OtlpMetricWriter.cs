using Google.Protobuf;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Exporting.Otlp;

/// <summary>
/// Writes families as OTLP metrics, cumulative and without a start, which nobody here knows. A histogram with a sketch
/// is an exponential one, bucket by bucket.
/// </summary>
internal sealed class OtlpMetricWriter(Resource resource, DateTimeOffset at) : IExpositionWriter
{
    /// <summary>Of one request.</summary>
    public const int MaxPoints = 2_000;

    private const int Cumulative = 2;
    private const long NanosPerMs = 1_000_000;

    private readonly List<(byte[] Body, int Points)> _requests = [];
    private readonly ulong _nanos = (ulong)(at.ToUnixTimeMilliseconds() * NanosPerMs);
    private ScopeMetrics _metrics = NewScope();
    private MetricFamily _family = new("", MetricType.Gauge, "");
    private int _count;

    /// <summary>Each with the points in it.</summary>
    public IReadOnlyList<(byte[] Body, int Points)> Requests => _requests;

    public void Begin(MetricFamily family) => _family = family;

    public void Sample(LabelSet labels, double value, LabelSet? more = null)
    {
        var point = new NumberPoint { TimeUnixNano = _nanos, AsDouble = value };
        point.Attributes.AddRange(Attributes(labels, more));
        if (_family.Type == MetricType.Counter)
        {
            var metric = Metric(m => m.Sum is not null, m => m.Sum = new NumberData { IsMonotonic = true, Temporality = Cumulative });
            metric.Sum.DataPoints.Add(point);
        }
        else
            Metric(m => m.Gauge is not null, m => m.Gauge = new NumberData()).Gauge.DataPoints.Add(point);
        Counted();
    }

    public void Histogram(LabelSet labels, ClassicBounds bounds, ClassicHistogram histogram)
    {
        if (histogram.Sketch is { } sketch)
        {
            var point = new ExponentialPoint
            {
                TimeUnixNano = _nanos,
                Count = (ulong)sketch.Count,
                Sum = sketch.Sum,
                Scale = sketch.Scale,
                ZeroCount = (ulong)sketch.ZeroCount,
                Positive = new ExponentialBuckets { Offset = sketch.Offset, BucketCounts = { sketch.Counts.Select(c => (ulong)c) } },
            };
            point.Attributes.AddRange(Attributes(labels, null));
            Metric(m => m.Exponential is not null, m => m.Exponential = new ExponentialData { Temporality = Cumulative }).Exponential.DataPoints.Add(point);
        }
        else
        {
            var point = new HistogramPoint { TimeUnixNano = _nanos, Count = (ulong)histogram.Count, Sum = histogram.Sum, ExplicitBounds = { bounds.Upper } };
            point.BucketCounts.AddRange(Counts(histogram));
            point.Attributes.AddRange(Attributes(labels, null));
            Metric(m => m.Histogram is not null, m => m.Histogram = new HistogramData { Temporality = Cumulative }).Histogram.DataPoints.Add(point);
        }
        Counted();
    }

    public void End()
    {
        if (_count == 0)
            return;
        var request = new ExportMetricsRequest { ResourceMetrics = { new ResourceMetrics { Resource = resource, ScopeMetrics = { _metrics } } } };
        _requests.Add((request.ToByteArray(), _count));
        (_metrics, _count) = (NewScope(), 0);
    }

    private static IEnumerable<ulong> Counts(ClassicHistogram histogram)
    {
        var below = 0L;
        foreach (var through in histogram.Cumulative.Append(histogram.Count))
        {
            yield return (ulong)(through - below);
            below = through;
        }
    }

    private static IEnumerable<KeyValue> Attributes(LabelSet labels, LabelSet? more) =>
        labels.Pairs.Concat((more ?? LabelSet.Empty).Pairs).Select(l => OtlpAttributes.Of(l.Key, l.Value));

    /// <summary>The request's metric of the family, made where this is its first point.</summary>
    private Metric Metric(Func<Metric, bool> fits, Action<Metric> shape)
    {
        if (_metrics.Metrics.LastOrDefault() is { } last && last.Name == _family.Name && fits(last))
            return last;
        var made = new Metric { Name = _family.Name, Unit = _family.Unit switch { "seconds" => "s", "bytes" => "By", "ratio" => "1", null => "", var unit => $"{{{unit}}}" } };
        shape(made);
        _metrics.Metrics.Add(made);
        return made;
    }

    private void Counted()
    {
        if (++_count == MaxPoints)
            End();
    }

    private static ScopeMetrics NewScope() => new() { Scope = new InstrumentationScope { Name = "plimsoll" } };
}
