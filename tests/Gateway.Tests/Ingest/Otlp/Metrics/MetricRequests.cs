using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp.Metrics;

/// <summary>Makes metrics requests by hand.</summary>
internal static class MetricRequests
{
    /// <summary>2026-11-20T12:00:00Z.</summary>
    public const ulong Start = 1795176000_000_000_000;

    public const ulong Second = 1_000_000_000;

    public const ulong End = Start + 30 * Second;

    public static ExportMetricsRequest Of(params Metric[] metrics) => Of([], metrics);

    public static ExportMetricsRequest Of((string Key, string Value)[] resource, params Metric[] metrics)
    {
        var holder = new ResourceMetrics { Resource = new Resource(), ScopeMetrics = { new ScopeMetrics { Scope = new InstrumentationScope { Name = "test" }, Metrics = { metrics } } } };
        holder.Resource.Attributes.AddRange(Attributes(resource));
        return new ExportMetricsRequest { ResourceMetrics = { holder } };
    }

    public static Metric Counter(string name, double value, params (string Key, string Value)[] attributes)
    {
        var point = new NumberPoint { StartTimeUnixNano = Start, TimeUnixNano = End, AsDouble = value };
        point.Attributes.AddRange(Attributes(attributes));
        return new Metric { Name = name, Sum = new NumberData { Temporality = 2, IsMonotonic = true, DataPoints = { point } } };
    }

    public static Metric Gauge(string name, double value, params (string Key, string Value)[] attributes)
    {
        var point = new NumberPoint { TimeUnixNano = End, AsDouble = value };
        point.Attributes.AddRange(Attributes(attributes));
        return new Metric { Name = name, Gauge = new NumberData { DataPoints = { point } } };
    }

    /// <summary>Three values, of 0.1 to 1 and 1 to 10.</summary>
    public static Metric Histogram(string name, string unit, double sum, params (string Key, string Value)[] attributes)
    {
        var point = new HistogramPoint { StartTimeUnixNano = Start, TimeUnixNano = End, Count = 3, Sum = sum, ExplicitBounds = { 0.1, 1, 10 }, BucketCounts = { 0, 1, 2, 0 } };
        point.Attributes.AddRange(Attributes(attributes));
        return new Metric { Name = name, Unit = unit, Histogram = new HistogramData { Temporality = 2, DataPoints = { point } } };
    }

    public static ExportMetricsRequest OfEveryKind() => Of(
        Counter("gen_ai.client.inference.usage.input_tokens", 9, ("gen_ai.request.model", "m")),
        Gauge("vllm:num_requests_running", 3, ("model_name", "m")),
        Histogram("gen_ai.server.time_to_first_token", "s", 12, ("gen_ai.request.model", "m")));

    private static IEnumerable<KeyValue> Attributes((string Key, string Value)[] attributes) =>
        attributes.Select(a => new KeyValue { Key = a.Key, Value = new AnyValue { StringValue = a.Value } });
}
