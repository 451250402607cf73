using Plimsoll.Telemetry;
using static Plimsoll.SageMaker.SageMakerNames;

namespace Plimsoll.SageMaker;

/// <summary>Requests under way of CloudWatch as readings of an engine.</summary>
public static class EngineRows
{
    private const long MinuteMs = 60_000;

    /// <summary>The most that were under way at once in the newest minute; null where none is newer than <paramref name="after"/>.</summary>
    public static EngineSample? Of(PulledSeries series, string component, long after)
    {
        if (series.Newest(component, Concurrency, Maximum) is not { } minute || minute <= after)
            return null;
        return new()
        {
            Component = component,
            TimestampMs = (minute + 1) * MinuteMs - 1,
            RequestsRunning = (long)Math.Max(0, series.At(component, Concurrency, Maximum, minute) ?? 0),
            Source = TelemetrySource.CloudWatch,
        };
    }
}
