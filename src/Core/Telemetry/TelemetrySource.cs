namespace Plimsoll.Telemetry;

/// <summary>
/// Where a measurement came from. Per component and measure one source counts: the lowest value that is
/// active at the event's time; the others are shown as secondary and never summed with it.
/// </summary>
public enum TelemetrySource : byte
{
    Records = 0,
    Spans = 1,

    /// <summary>Pushed metrics (OTLP).</summary>
    Metrics = 2,

    /// <summary>Scraped metrics, here or by a Prometheus that writes them on.</summary>
    Scrape = 3,

    CloudWatch = 4,
}
