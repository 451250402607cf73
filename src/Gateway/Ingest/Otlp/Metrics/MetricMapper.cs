using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp.Metrics;

/// <summary>Turns data points of metrics that tell of a component into samples. Not thread-safe.</summary>
internal sealed class MetricMapper(IReadOnlyList<string> componentAttributes)
{
    private readonly MetricLabels _labels = new(componentAttributes);
    private readonly SeriesIdentity _identity = new();
    private readonly GaugeRows _gauges = new(TelemetrySource.Metrics);
    private readonly List<AggregateSample[]> _points = [];
    private string _scope = "";

    public void BeginResource(Resource? resource) => _labels.BeginResource(resource);

    public void BeginScope(string name) => _scope = name;

    /// <summary>Takes the points of a metric: ignored ones and bad ones are reported now, the others by <see cref="Flush"/>.</summary>
    public void Add(Metric metric, IngestReport report)
    {
        var meaning = MetricNames.Find(metric.Name);
        if (meaning is null or SeriesMeaning.Nothing)
        {
            report.IgnoredPoints += DataPoints.CountOf(metric);
            return;
        }
        foreach (var (point, problem) in DataPoints.Of(metric))
        {
            if (point is null && problem is null)
                report.IgnoredPoints++;
            else if ((problem ?? Add(metric, meaning, point!.Value, report)) is { } rejection)
                report.Add(rejection);
        }
    }

    /// <summary>Hands over what was taken, the better families of metrics first, and begins anew.</summary>
    public void Flush(RowSink sink, IngestReport report)
    {
        foreach (var samples in _points.OrderBy(p => p[0].Family))
        {
            Rejection? rejection = null;
            foreach (var sample in samples)
                rejection ??= sink.Add(sample);
            report.Add(rejection);
        }
        _gauges.Flush(sink, report);
        Clear();
    }

    public void Clear()
    {
        _points.Clear();
        _gauges.Clear();
    }

    private Rejection? Add(Metric metric, SeriesMeaning meaning, DataPoint point, IngestReport report)
    {
        _labels.BeginPoint(point.Attributes);
        if (_labels.Operation is { } operation && !SpanKinds.IsModelOperation(operation))
        {
            report.IgnoredPoints++;
            return null;
        }
        switch (meaning)
        {
            case SeriesMeaning.Engine engine when point.Number is { } value:
                _gauges.Add(_labels.Component(), _labels.Copy, point.TimestampMs, engine.Gauge, value);
                return null;
            case SeriesMeaning.Gpu gpu when point.Number is { } value:
                _gauges.Add(_labels.Component(), _labels.Copy, _labels.Gpu ?? "", point.TimestampMs, gpu.Gauge, value * gpu.Factor);
                return null;
            default:
                return AddSeries(metric, meaning, point, report);
        }
    }

    private Rejection? AddSeries(Metric metric, SeriesMeaning meaning, DataPoint point, IngestReport report)
    {
        if (!point.Rises || point.IsCumulative is null || meaning is SeriesMeaning.Engine or SeriesMeaning.Gpu)
            return WrongKind(metric);
        var samples = new PointSamples(metric, point, _labels, _identity, _scope);
        var rejection = samples.Make(meaning, out var made);
        if (rejection is null && made.Length > 0)
            _points.Add(made);
        else if (rejection is null)
            report.IgnoredPoints++;
        return rejection;
    }

    private static Rejection WrongKind(Metric metric) => new("wrong_type", "data",
        $"{metric.Name} must not be a {metric.DataCase} of this kind: a counter is a monotonic sum, a duration a histogram, and both tell their temporality");
}
