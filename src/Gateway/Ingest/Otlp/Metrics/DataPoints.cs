using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp.Metrics;

/// <summary>Makes <see cref="DataPoint"/>s of the kinds that a metric may have.</summary>
internal static class DataPoints
{
    private const uint NotRecorded = 1;
    private const int Delta = 1;
    private const int Cumulative = 2;

    public static int CountOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Count,
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Count,
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Count,
        Metric.DataOneofCase.Exponential => metric.Exponential.DataPoints.Count,
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Count,
        _ => 0,
    };

    /// <summary>What a metric is, with its article, for messages.</summary>
    public static string KindOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => "a gauge",
        Metric.DataOneofCase.Sum => "a sum",
        Metric.DataOneofCase.Histogram => "a histogram",
        Metric.DataOneofCase.Exponential => "an exponential histogram",
        Metric.DataOneofCase.Summary => "a summary",
        _ => "a metric without data",
    };

    /// <summary>Every point of a metric; null or a rejection for one that holds nothing or cannot be read.</summary>
    public static IEnumerable<(DataPoint? Point, Rejection? Rejection)> Of(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(p => Read(p, metric.Gauge, rises: false)),
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(p => Read(p, metric.Sum, metric.Sum.IsMonotonic)),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(p => Read(p, metric.Histogram)),
        Metric.DataOneofCase.Exponential => metric.Exponential.DataPoints.Select(p => Read(p, metric.Exponential)),
        _ => Enumerable.Repeat<(DataPoint?, Rejection?)>((null, null), CountOf(metric)),
    };

    private static (DataPoint?, Rejection?) Read(NumberPoint point, NumberData data, bool rises)
    {
        if ((point.Flags & NotRecorded) != 0 || point.ValueCase == NumberPoint.ValueOneofCase.None)
            return (null, null);
        var value = point.ValueCase == NumberPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble;
        return double.IsFinite(value)
            ? (new(point.StartTimeUnixNano, point.TimeUnixNano, point.Attributes, IsCumulative(data.Temporality), rises, value, null, true), null)
            : (null, new Rejection("not_finite", "asDouble", "asDouble is not a finite number"));
    }

    private static (DataPoint?, Rejection?) Read(HistogramPoint point, HistogramData data)
    {
        if ((point.Flags & NotRecorded) != 0)
            return (null, null);
        if (HistogramReader.Read(point, out var distribution) is { } rejection)
            return (null, rejection);
        return (new(point.StartTimeUnixNano, point.TimeUnixNano, point.Attributes, IsCumulative(data.Temporality), true, null, distribution, point.HasSum), null);
    }

    private static (DataPoint?, Rejection?) Read(ExponentialPoint point, ExponentialData data)
    {
        if ((point.Flags & NotRecorded) != 0)
            return (null, null);
        if (HistogramReader.Read(point, out var distribution) is { } rejection)
            return (null, rejection);
        return (new(point.StartTimeUnixNano, point.TimeUnixNano, point.Attributes, IsCumulative(data.Temporality), true, null, distribution, point.HasSum), null);
    }

    private static bool? IsCumulative(int temporality) => temporality switch
    {
        Delta => false,
        Cumulative => true,
        _ => null,
    };
}
