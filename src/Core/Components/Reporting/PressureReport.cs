using Plimsoll.Components.Views;
using Plimsoll.Costs;

namespace Plimsoll.Components.Reporting;

/// <summary>
/// How near a component is to needing another copy: the scarcest of what is known, each against what may be used of it. At 1 the
/// copies are just enough; copies × the ratio, rounded up, is how many there should be.
/// </summary>
internal static class PressureReport
{
    /// <summary>Share of the KV cache that may be in use before requests are preempted.</summary>
    private const double CacheTarget = 0.9;

    /// <summary>No answer asks for more than ten times the copies at once.</summary>
    private const double Most = 10;

    /// <summary>Null where nothing is known. GPU utilization counts only where nothing else does: an engine may show all of it at any load.</summary>
    public static double? Of(double? capacityUsed, EngineView? engine, double? gpuUtilization)
    {
        var known = new[] { capacityUsed / RightSizing.CapacityTarget, engine?.KvCacheUsageRatio / CacheTarget, Queue(engine) };
        var pressure = known.Max() ?? gpuUtilization / RightSizing.UtilizationTarget;
        return pressure is { } ratio ? Math.Clamp(ratio, 0, Most) : null;
    }

    /// <summary>What is there to do over what is being done; nothing while nothing waits, for an engine may run more.</summary>
    private static double? Queue(EngineView? engine) => engine is { RequestsRunning: { } running, RequestsWaiting: > 0 and var waiting }
        ? (double)(running + waiting) / Math.Max(1, running)
        : null;
}
