using Microsoft.Net.Http.Headers;

namespace Plimsoll.Gateway.Exposition;

/// <summary>The text formats of <c>/metrics</c>.</summary>
internal sealed record MetricFormat(string ContentType, bool IsOpenMetrics)
{
    public static readonly MetricFormat PrometheusText = new("text/plain; version=0.0.4; charset=utf-8", false);
    public static readonly MetricFormat OpenMetrics = new("application/openmetrics-text; version=1.0.0; charset=utf-8", true);

    /// <summary>OpenMetrics when the scraper ranks it first; Prometheus text for everybody else, people with a browser included.</summary>
    public static MetricFormat For(IList<string> accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return PrometheusText;
        var openMetrics = ranges.Where(IsOpenMetricsRange).Select(Quality).DefaultIfEmpty(0).Max();
        var text = ranges.Where(r => r.Type == "text" && (r.MatchesAllSubTypes || r.SubType == "plain")).Select(Quality).DefaultIfEmpty(0).Max();
        return openMetrics > 0 && openMetrics >= text ? OpenMetrics : PrometheusText;
    }

    private static bool IsOpenMetricsRange(MediaTypeHeaderValue range)
    {
        var version = range.Parameters.FirstOrDefault(p => p.Name.Equals("version", StringComparison.OrdinalIgnoreCase))?.Value;
        return range.MediaType.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase)
            && (version is null || version.Value.Value is "1.0.0" or "\"1.0.0\"");
    }

    private static double Quality(MediaTypeHeaderValue range) => range.Quality ?? 1;
}
