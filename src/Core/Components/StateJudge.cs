using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Views;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>Judges how a component stands; the rules are those of <see cref="ComponentState"/>.</summary>
internal static class StateJudge
{
    private const long SilentAfterMs = 3 * Clock.MinuteMs;
    private const long LastRequestsMs = Clock.MinuteMs;
    private const int BusyMinutes = 5;
    private const double BusyPerSecond = 1;
    private const long LeastFailingRequests = 20;
    private const double FailingSuccessRatio = 0.1;

    public static ComponentState Judge(ComponentData data, long nowMs)
    {
        var last = LastSeenMs(data);
        if (last == 0 || last <= nowMs - Clock.DayMs || IsRetired(data))
            return ComponentState.Idle;
        var known = KnownThroughMs(data, last, nowMs);
        if (known - last >= SilentAfterMs)
            return KnownSilent(data, nowMs) && WasBusy(data, last) ? ComponentState.Silent : ComponentState.Active;
        return Fails(data, known) ? ComponentState.Failing : ComponentState.Active;
    }

    /// <summary>Whether somebody said that the component is no more, and no request came since; those that were under way then may still have ended.</summary>
    public static bool IsRetired(ComponentData data) => data.Alerts.RetiredMs > 0 && LastSeenMs(data) < data.Alerts.RetiredMs + LastRequestsMs;

    /// <summary>Time of the last request of any source; 0 before the first.</summary>
    public static long LastSeenMs(ComponentData data) => data.Tracks.Select(t => t.Requests.LastMs).DefaultIfEmpty().Max();

    /// <summary>Time of the first request of any source, of those that there were.</summary>
    public static long FirstSeenMs(ComponentData data) => data.Tracks.Where(t => t.Requests.Any).Min(t => t.Requests.FirstMs);

    /// <summary>
    /// Until when requests would be known: now, where they tell of themselves. Metrics of SageMaker come late, and not at all while
    /// CloudWatch cannot be read: readings of GPUs and engines, which come without requests too, tell how far. Captured requests
    /// come in heaps of which nobody knows when the next is due.
    /// </summary>
    private static long KnownThroughMs(ComponentData data, long lastMs, long nowMs)
    {
        var track = data.Tracks.First(t => t.Requests.LastMs == lastMs);
        return track.Source switch
        {
            TelemetrySource.Capture => lastMs,
            TelemetrySource.CloudWatch => Math.Max(lastMs, Math.Max(track.Gpu.LastMs, track.Engine.LastMs) - (long)data.Settings.CloudWatchDelay.TotalMilliseconds),
            _ => nowMs,
        };
    }

    /// <summary>Silence while nobody watched, as over a restart of the host, is not the component's.</summary>
    private static bool KnownSilent(ComponentData data, long nowMs) =>
        data.State == ComponentState.Silent || nowMs - data.WatchedSinceMs >= SilentAfterMs;

    /// <summary>At least one request a second over the five minutes that end with the last request.</summary>
    private static bool WasBusy(ComponentData data, long lastMs)
    {
        var lastMinute = Clock.Minute(lastMs);
        var start = Math.Max(FirstSeenMs(data), (lastMinute - BusyMinutes + 1) * Clock.MinuteMs);
        var requests = Sum(data, lastMinute - BusyMinutes + 1, lastMinute).Requests;
        var seconds = Math.Max(lastMs - start, Clock.MinuteMs) / (double)Clock.SecondMs;
        return requests >= BusyPerSecond * seconds;
    }

    /// <summary>Over this minute and the one before; once failing, a component stays so on fewer requests too.</summary>
    private static bool Fails(ComponentData data, long nowMs)
    {
        var minute = Clock.Minute(nowMs);
        var counters = Sum(data, minute - 1, minute);
        var failedBefore = data.State == ComponentState.Failing;
        if (counters.Requests == 0)
            return failedBefore;
        return (failedBefore || counters.Requests >= LeastFailingRequests) && counters.Requests - counters.Errors < FailingSuccessRatio * counters.Requests;
    }

    private static TrafficCounters Sum(ComponentData data, long firstMinute, long lastMinute)
    {
        var sum = new TrafficCounters();
        for (var minute = firstMinute; minute <= lastMinute; minute++)
            sum.Add(HistoryReader.CountersOf(data, minute));
        return sum;
    }
}
