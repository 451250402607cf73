using System.Text.Json;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp.Metrics;

/// <summary>Reads metrics from OTLP's JSON mapping. Not thread-safe.</summary>
internal sealed class OtlpMetricsJson
{
    private readonly OtlpJson _json = new("metric");

    /// <summary>What was wrong with the resource or metric that was read last; null for nothing.</summary>
    public Rejection? Problem => _json.Problem;

    private OtlpJsonValues Values => _json.Values;

    public IEnumerable<JsonElement> Items(JsonElement json, string name) => _json.Items(json, name);

    public Resource ReadResource(JsonElement resourceMetrics) => _json.ReadResource(resourceMetrics);

    public string ReadScopeName(JsonElement scopeMetrics) =>
        Values.Member(scopeMetrics, "scope") is { } scope ? Values.Text(scope, "name") : "";

    public Metric ReadMetric(JsonElement json)
    {
        Values.Forget();
        var metric = new Metric { Name = Values.Text(json, "name"), Unit = Values.Text(json, "unit") };
        if (Values.Member(json, "gauge") is { } gauge)
            metric.Gauge = ReadNumbers(gauge);
        else if (Values.Member(json, "sum") is { } sum)
            metric.Sum = ReadNumbers(sum);
        else if (Values.Member(json, "histogram") is { } histogram)
            metric.Histogram = ReadHistogram(histogram);
        else if (Values.Member(json, "exponentialHistogram") is { } exponential)
            metric.Exponential = ReadExponential(exponential);
        else if (Values.Member(json, "summary") is { } summary)
            metric.Summary = ReadSummary(summary);
        return metric;
    }

    private NumberData ReadNumbers(JsonElement json)
    {
        var data = new NumberData { Temporality = Values.Temporality(json), IsMonotonic = Values.Truth(json, "isMonotonic") };
        foreach (var item in Items(json, "dataPoints"))
        {
            var point = new NumberPoint { StartTimeUnixNano = Start(item), TimeUnixNano = Time(item), Flags = Flags(item) };
            if (Values.MaybeNumber(item, "asDouble") is { } number)
                point.AsDouble = number;
            else if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("asInt", out _))
                point.AsInt = Values.Whole(item, "asInt");
            _json.AddAttributes(item, point.Attributes);
            data.DataPoints.Add(point);
        }
        return data;
    }

    private HistogramData ReadHistogram(JsonElement json)
    {
        var data = new HistogramData { Temporality = Values.Temporality(json) };
        foreach (var item in Items(json, "dataPoints"))
        {
            var point = new HistogramPoint { StartTimeUnixNano = Start(item), TimeUnixNano = Time(item), Flags = Flags(item), Count = Values.Count(item, "count") };
            point.BucketCounts.AddRange(Values.Numbers<ulong>(item, "bucketCounts", "whole numbers from 0"));
            point.ExplicitBounds.AddRange(Values.Numbers<double>(item, "explicitBounds", "numbers"));
            if (Values.MaybeNumber(item, "sum") is { } sum)
                point.Sum = sum;
            if (Values.MaybeNumber(item, "min") is { } min)
                point.Min = min;
            if (Values.MaybeNumber(item, "max") is { } max)
                point.Max = max;
            _json.AddAttributes(item, point.Attributes);
            data.DataPoints.Add(point);
        }
        return data;
    }

    private ExponentialData ReadExponential(JsonElement json)
    {
        var data = new ExponentialData { Temporality = Values.Temporality(json) };
        foreach (var item in Items(json, "dataPoints"))
        {
            var point = new ExponentialPoint { StartTimeUnixNano = Start(item), TimeUnixNano = Time(item), Flags = Flags(item), Count = Values.Count(item, "count") };
            point.Scale = Values.Small(item, "scale");
            point.ZeroCount = Values.Count(item, "zeroCount");
            point.Positive = ReadBuckets(item, "positive");
            point.Negative = ReadBuckets(item, "negative");
            if (Values.MaybeNumber(item, "sum") is { } sum)
                point.Sum = sum;
            if (Values.MaybeNumber(item, "min") is { } min)
                point.Min = min;
            if (Values.MaybeNumber(item, "max") is { } max)
                point.Max = max;
            _json.AddAttributes(item, point.Attributes);
            data.DataPoints.Add(point);
        }
        return data;
    }

    private SummaryData ReadSummary(JsonElement json)
    {
        var data = new SummaryData();
        data.DataPoints.AddRange(Items(json, "dataPoints").Select(item => new SummaryPoint { TimeUnixNano = Time(item) }));
        return data;
    }

    private ExponentialBuckets ReadBuckets(JsonElement json, string name)
    {
        var buckets = new ExponentialBuckets();
        if (Values.Member(json, name) is not { } member)
            return buckets;
        buckets.Offset = Values.Small(member, "offset");
        buckets.BucketCounts.AddRange(Values.Numbers<ulong>(member, "bucketCounts", "whole numbers from 0"));
        return buckets;
    }

    private ulong Start(JsonElement json) => Values.Nanos(json, "startTimeUnixNano");

    private ulong Time(JsonElement json) => Values.Nanos(json, "timeUnixNano");

    private uint Flags(JsonElement json) => (uint)Values.Small(json, "flags");
}
