using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>A component minute by minute, for publishers that keep minutes themselves.</summary>
internal static class MinuteReport
{
    private const long MaxMinutes = Clock.DayMs / Clock.MinuteMs;

    private static readonly (string Name, Measure Measure)[] s_distributions =
    [
        ("ttft_seconds", Measure.Ttft),
        ("tpot_seconds", Measure.Tpot),
        ("request_duration_seconds", Measure.Total),
        ("request_input_tokens", Measure.InputTokens),
        ("request_output_tokens", Measure.OutputTokens),
    ];

    public static MinuteSet Make(ComponentData data, MinuteQuery query, long nowMs)
    {
        var to = Math.Min(query.ToMinute, Clock.Minute(nowMs) + 1);
        var from = Math.Max(query.FromMinute, Clock.Minute(nowMs) - MaxMinutes);
        var scores = MinuteScoring.Make(data, from, to);
        var minutes = new List<MinuteView>();
        for (var minute = from; minute < to; minute++)
        {
            if (Minute(data, minute, scores.GetValueOrDefault(minute)) is { } view)
                minutes.Add(view);
        }
        var last = StateJudge.LastSeenMs(data);
        var identity = data.Counting(Groups.Requests, last, last + 1);
        return new(data.Name, identity?.Endpoint.Value, identity?.Model.Value, minutes, StandingReport.Make(data, nowMs));
    }

    /// <summary>Null for a minute in which nothing was.</summary>
    private static MinuteView? Minute(ComponentData data, long minute, MinuteScores? scores)
    {
        var counters = HistoryReader.CountersOf(data, minute);
        var cost = Cost(data, minute, counters);
        if (counters.Requests == 0 && scores is null && cost is null or 0)
            return null;
        return new(minute)
        {
            Requests = counters.Requests,
            Errors = counters.Errors,
            InputTokens = counters.InputTokens,
            OutputTokens = counters.OutputTokens,
            CostDollars = cost,
            Distributions = Distributed(data, minute, counters),
            Scores = scores,
        };
    }

    private static double? Cost(ComponentData data, long minute, TrafficCounters counters)
    {
        if (!CostReport.IsKnown(data))
            return null;
        var own = data.FindOwn()?.History;
        return CostReport.Dollars(counters.TokenCostNano, own?.FindMinute(minute)?.GpuCostNano ?? own?.FindSummary(minute)?.GpuCostNano ?? 0);
    }

    private static Dictionary<string, HistogramView>? Distributed(ComponentData data, long minute, TrafficCounters counters)
    {
        var traffic = HistoryReader.TrafficOf(data, minute);
        if (traffic is null && counters.Requests > 0)
            return null;
        var views = new Dictionary<string, HistogramView>();
        foreach (var (name, measure) in s_distributions)
        {
            if (traffic?[measure] is { Count: > 0 } histogram)
                views[name] = Distributions.ToExposition(histogram, measure);
        }
        return views;
    }
}
