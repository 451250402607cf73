using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>How a component stands.</summary>
internal static class StandingReport
{
    public static StandingView Make(ComponentData data, long nowMs)
    {
        var gpu = GaugeReport.Gpu(data, nowMs);
        var engine = GaugeReport.Engine(data, nowMs);
        var findings = data.Drift.Watch.Findings;
        return new()
        {
            GpusUsed = gpu?.Used,
            GpusFree = gpu?.Free,
            GpuUtilizationRatio = gpu?.UtilizationRatio,
            GpuMemoryUtilizationRatio = gpu?.MemoryUtilizationRatio,
            RequestsRunning = engine?.RequestsRunning,
            RequestsWaiting = engine?.RequestsWaiting,
            CapacityUsedRatio = RecentTraffic.Of(data, nowMs).CapacityUsedRatio(data),
            CostDollarsPerHour = CostReport.PerHour(data, nowMs),
            Alerts = AlertReport.Make(data),
            DriftingSignals = findings.Count == 0 ? null : findings.Where(f => f.Drifts).Select(f => f.Signal).Distinct().Count(),
            Quality = data.Judging.Desk.Queue.Counts.Added > 0 ? QualityReport.PresentScores(data, nowMs) : [],
        };
    }
}
