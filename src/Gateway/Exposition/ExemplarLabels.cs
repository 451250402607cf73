namespace Plimsoll.Gateway.Exposition;

/// <summary>Labels of exemplars, by the names that OpenMetrics recommends.</summary>
internal static class ExemplarLabels
{
    public const string TraceId = "trace_id";
}
