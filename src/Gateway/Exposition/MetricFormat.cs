using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace Plimsoll.Gateway.Exposition;

/// <summary>The formats of <c>/metrics</c>.</summary>
internal sealed record MetricFormat(string ContentType, bool IsOpenMetrics)
{
    public static readonly MetricFormat PrometheusText = new("text/plain; version=0.0.4; charset=utf-8", false);
    public static readonly MetricFormat OpenMetrics = new("application/openmetrics-text; version=1.0.0; charset=utf-8", true);
    public static readonly MetricFormat Protobuf = new("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited", false);

    /// <summary>
    /// What the scraper ranks first of protobuf and OpenMetrics; Prometheus text for everybody else, people with a
    /// browser included.
    /// </summary>
    public static MetricFormat For(IList<string> accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return PrometheusText;
        var protobuf = Best(ranges, IsProtobuf);
        var openMetrics = Best(ranges, IsOpenMetricsRange);
        var text = Best(ranges, r => r.Type == "text" && (r.MatchesAllSubTypes || r.SubType == "plain"));
        if (protobuf > 0 && protobuf >= openMetrics && protobuf >= text)
            return Protobuf;
        return openMetrics > 0 && openMetrics >= text ? OpenMetrics : PrometheusText;
    }

    public IExpositionWriter Writer(IBufferWriter<byte> output) =>
        this == Protobuf ? new ProtobufExpositionWriter(output) : new TextExpositionWriter(output, this);

    private static double Best(IEnumerable<MediaTypeHeaderValue> ranges, Func<MediaTypeHeaderValue, bool> matches) =>
        ranges.Where(matches).Select(r => r.Quality ?? 1).DefaultIfEmpty(0).Max();

    private static bool IsProtobuf(MediaTypeHeaderValue range) =>
        range.MediaType.Equals("application/vnd.google.protobuf", StringComparison.OrdinalIgnoreCase)
        && Parameter(range, "proto") == "io.prometheus.client.MetricFamily"
        && Parameter(range, "encoding") == "delimited";

    private static bool IsOpenMetricsRange(MediaTypeHeaderValue range) =>
        range.MediaType.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase)
        && Parameter(range, "version") is null or "1.0.0";

    private static string? Parameter(MediaTypeHeaderValue range, string name) =>
        range.Parameters.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.GetUnescapedValue().Value;
}
