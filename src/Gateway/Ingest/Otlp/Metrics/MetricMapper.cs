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

    public void BeginResource(Resource? resource) => _labels.BeginResource(resource);

    public void BeginScope(string name) => _labels.BeginScope(name);

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
            report.Add(Take(samples, sink));
        _gauges.Flush(sink, report);
        Clear();
    }

    public void Clear()
    {
        _points.Clear();
        _gauges.Clear();
    }

    /// <summary>A point counts with all that it tells of, or not at all.</summary>
    private static Rejection? Take(AggregateSample[] samples, RowSink sink)
    {
        var rejection = samples.Length == 1 ? null : samples.Select(RecordValidator.Validate).FirstOrDefault(r => r is not null);
        foreach (var sample in samples)
            rejection ??= sink.Add(sample);
        return rejection;
    }

    private Rejection? Add(Metric metric, SeriesMeaning meaning, DataPoint point, IngestReport report)
    {
        _labels.BeginPoint(point.Attributes);
        if (_labels.Operation is { } operation && !SpanKinds.IsModelOperation(operation))
        {
            report.IgnoredPoints++;
            return null;
        }
        return point.Number is { } value && meaning is (SeriesMeaning.Engine or SeriesMeaning.Gpu)
            ? AddGauge(meaning, value, point.TimestampMs)
            : AddSeries(metric, meaning, point, report);
    }

    private Rejection? AddGauge(SeriesMeaning meaning, double value, long atMs)
    {
        var (component, copy, gpu) = (_labels.Component(), _labels.Copy, _labels.Gpu ?? "");
        // They are keys here before the validator sees them.
        if (Math.Max(component.Length, Math.Max(copy?.Length ?? 0, gpu.Length)) > TelemetryLimits.TextChars)
            return new Rejection("too_long", "component", $"component, copy or gpu has more than {TelemetryLimits.TextChars} characters");
        if (meaning is SeriesMeaning.Gpu reading)
            _gauges.Add(component, copy, gpu, atMs, reading.Gauge, value * reading.Factor);
        else if (meaning is SeriesMeaning.Engine engine)
            _gauges.Add(component, copy, atMs, engine.Gauge, value);
        return null;
    }

    private Rejection? AddSeries(Metric metric, SeriesMeaning meaning, DataPoint point, IngestReport report)
    {
        if (!point.Rises || point.IsCumulative is null || meaning is SeriesMeaning.Engine or SeriesMeaning.Gpu)
            return WrongKind(metric);
        var samples = new PointSamples(metric, point, _labels, _identity);
        var rejection = samples.Make(meaning, out var made);
        if (rejection is null && made.Length > 0)
            _points.Add(made);
        else if (rejection is null)
            report.IgnoredPoints++;
        return rejection;
    }

    private static Rejection WrongKind(Metric metric) => new("wrong_type", "data",
        $"{metric.Name} must not be {DataPoints.KindOf(metric)} of this kind: a counter is a monotonic sum, a duration a histogram, and both tell their temporality");
}
