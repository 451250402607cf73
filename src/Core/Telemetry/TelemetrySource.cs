namespace Plimsoll.Telemetry;

/// <summary>
/// Where a measurement came from. Per component and measure one source counts: the best that is active at the event's
/// time; the others are shown as secondary and never summed with it. The numbers are part of what is stored.
/// </summary>
public enum TelemetrySource : byte
{
    Records = 0,
    Spans = 1,

    /// <summary>Pushed metrics (OTLP).</summary>
    Metrics = 2,

    /// <summary>Metrics that a Prometheus scraped and writes on.</summary>
    RemoteWrite = 3,

    CloudWatch = 4,

    /// <summary>Metrics that a gateway scraped itself.</summary>
    Scrape = 5,

    /// <summary>
    /// Requests that SageMaker captured, of which there may be only a share: they count where nothing else does. Their texts may be
    /// judged wherever what counts has no texts.
    /// </summary>
    Capture = 6,
}
