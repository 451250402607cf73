using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>One row of the fleet.</summary>
internal static class SummaryReport
{
    private const int SparkMinutes = 60;
    private const int RecentChanges = 12;

    public static ComponentSummary Make(ComponentData data, long nowMs)
    {
        var recent = RecentTraffic.Of(data, nowMs);
        var (counters, seconds) = (recent.Counters, recent.Seconds);
        var last = StateJudge.LastSeenMs(data);
        var identity = data.Counting(Groups.Requests, last, last + 1);
        var gpus = GpuReadings.Fresh(data, nowMs);
        var state = StateJudge.Judge(data, nowMs);
        return new ComponentSummary
        {
            Component = data.Name,
            Endpoint = identity?.Endpoint.Value,
            Model = identity?.Model.Value,
            ModelVersion = identity?.ModelVersion.Value,
            State = state,
            StateSince = data.StateChanges.Since(state),
            LastSeen = last == 0 ? null : Clock.Time(last),
            RequestsPerSecond = counters.Requests / seconds,
            ErrorRatio = counters.Requests == 0 ? null : (double)counters.Errors / counters.Requests,
            TtftP95Ms = Distributions.P95(recent.Merge(data, Measure.Ttft), Measure.Ttft),
            TotalP95Ms = Distributions.P95(recent.Merge(data, Measure.Total), Measure.Total),
            OutputTokensPerSecond = counters.OutputTokens / seconds,
            GpuUtilizationRatio = gpus.Average(g => g.Value.UtilizationRatio),
            GpusUsed = gpus.Count == 0 ? null : gpus.Count(g => GpuWork.HoldsWork(g.Value)),
            CapacityUsedRatio = recent.CapacityUsedRatio(data),
            CostPerHour = CostReport.PerHour(data, nowMs),
            RequestsByMinute = ByMinute(data, nowMs),
            StateChanges = data.StateChanges.Newest(RecentChanges),
        };
    }

    private static long[] ByMinute(ComponentData data, long nowMs)
    {
        var requests = new long[SparkMinutes];
        var first = Clock.Minute(nowMs) - SparkMinutes;
        for (var i = 0; i < SparkMinutes; i++)
            requests[i] = HistoryReader.CountersOf(data, first + i).Requests;
        return requests;
    }
}
