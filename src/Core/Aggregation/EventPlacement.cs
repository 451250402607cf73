namespace Plimsoll.Aggregation;

public enum Placement
{
    /// <summary>Added; at most two minutes late.</summary>
    OnTime,

    /// <summary>Added, though rules of its window are not evaluated again.</summary>
    Late,

    /// <summary>Before the resident history: left out of the windows and counted.</summary>
    TooOld,

    /// <summary>More than a minute ahead of the receive time: added at the receive time and counted.</summary>
    FutureClamped,
}

/// <summary>Where in time an event counts. Judged against its receive time, never against delivery.</summary>
public static class EventPlacement
{
    public const long LateAfterMs = 120_000;
    public const long FutureSkewMs = 60_000;

    /// <param name="timestampMs">Event time, replaced by the time at which the event counts: never after it was received.</param>
    /// <param name="receivedMs">When a gateway received it.</param>
    /// <param name="windowMs">Length of a sub-window.</param>
    /// <param name="resident">Sub-windows of the resident history, the one of the receive time among them.</param>
    public static Placement Judge(ref long timestampMs, long receivedMs, long windowMs, int resident)
    {
        var age = receivedMs - timestampMs;
        if (age < 0)
        {
            timestampMs = receivedMs;
            return age < -FutureSkewMs ? Placement.FutureClamped : Placement.OnTime;
        }
        if (timestampMs / windowMs <= receivedMs / windowMs - resident)
            return Placement.TooOld;
        return age > LateAfterMs ? Placement.Late : Placement.OnTime;
    }
}
