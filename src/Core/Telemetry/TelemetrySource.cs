namespace Plimsoll.Telemetry;

/// <summary>
/// Where a measurement came from. Per component and measure one source counts: the lowest value that is
/// active at the event's time; the others are shown as secondary and never summed with it.
/// </summary>
public enum TelemetrySource : byte
{
    Records = 0,
    Spans = 1,
    Scrape = 2,
    CloudWatch = 3,
}
