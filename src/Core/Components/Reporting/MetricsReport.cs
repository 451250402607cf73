using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>
/// Counters and histograms of a component's whole life, of the best source that was seen in the last 24 hours (of
/// all when none was).
/// </summary>
internal static class MetricsReport
{
    /// <summary>An exemplar that every scraper has seen long ago says nothing new.</summary>
    private const long ExemplarMs = 10 * Clock.MinuteMs;

    /// <summary>Each is dozens of series; the others are in the component's own view.</summary>
    private const int MaxStages = 16;

    private static readonly (string Name, Measure Measure)[] s_histograms =
    [
        ("ttft_seconds", Measure.Ttft),
        ("tpot_seconds", Measure.Tpot),
        ("request_duration_seconds", Measure.Total),
        ("request_input_tokens", Measure.InputTokens),
        ("request_output_tokens", Measure.OutputTokens),
        ("prompt_chars", Measure.PromptChars),
        ("response_chars", Measure.ResponseChars),
    ];

    public static ComponentMetrics Make(ComponentData data, long nowMs)
    {
        var track = Counting(data, nowMs);
        var life = Life(data, track, Groups.Requests);
        var judged = data.Judging.Desk.Queue.Counts.Added > 0;
        var traffic = life.Traffic ?? new TrafficAggregate();
        var own = Life(data, data.FindOwn(), Groups.Own);
        var recent = RecentTraffic.Of(data, nowMs);
        var alerts = AlertReport.Make(data);
        IReadOnlyList<QualityScoreView> scores = judged ? QualityReport.PresentScores(data, nowMs) : [];
        var gpu = GaugeReport.Gpu(data, nowMs);
        var engine = GaugeReport.Engine(data, nowMs);
        var hosts = HostReport.Make(data, nowMs);
        var (prompts, responses) = ContentReport.LastHour(data, nowMs);
        return new ComponentMetrics
        {
            Component = data.Name,
            ModelVersion = track?.ModelVersion.Value,
            Alerts = alerts,
            Drift = DriftReport.Scores(data),
            Rollout = RolloutReport.Make(data),
            Golden = GoldenReporting.Sets(data, mostRuns: 1),
            Requests = traffic.Counters.Requests,
            ErrorsByType = traffic.Errors?.Counts ?? new Dictionary<string, long>(),
            InputTokens = traffic.Counters.InputTokens,
            OutputTokens = traffic.Counters.OutputTokens,
            CostDollars = CostReport.Dollars(traffic.Counters.TokenCostNano, own.GpuCostNano),
            Histograms = Histograms(traffic, Life(data, data.Tracks.FirstOrDefault(t => t.Host.Any), Groups.Hosts).Hosts, data.Judging.Figures.Latency),
            Stages = Stages(track),
            WeightedDurationSeconds = (double)traffic.Counters.WeightedLatencyNs / Measures.NanosecondsPerSecond,
            WeightedTokens = traffic.Counters.WeightedTokens,
            Quality = scores,
            Agreement = QualityReport.Agreement(data),
            Judge = judged ? QualityReport.Judge(data, nowMs) : null,
            Exemplars = track is null ? new Dictionary<string, IReadOnlyList<ExemplarView>>() : Exemplars(track, nowMs),
            ResponsesScreened = life.Content?.Screened,
            ResponsesRefused = life.Content?.Refused,
            ResponsesFormatChecked = life.Content?.FormatChecked,
            ResponsesFormatOk = life.Content?.FormatOk,
            PromptDiversityRatio = prompts.Ratio,
            ResponseUniquenessRatio = responses.Ratio,
            GpuUtilizationRatio = gpu?.UtilizationRatio,
            GpuMemoryUtilizationRatio = gpu?.MemoryUtilizationRatio,
            GpuMemoryFragmentationRatio = gpu?.MemoryFragmentationRatio,
            HostMemoryUtilizationRatio = hosts?.MemoryUtilizationRatio,
            HostMemoryUsedMib = hosts?.MemoryUsedMib,
            DiskReadMibPerS = hosts?.DiskReadMibPerS,
            DiskWriteMibPerS = hosts?.DiskWriteMibPerS,
            NetworkReceiveMibPerS = hosts?.NetworkReceiveMibPerS,
            NetworkTransmitMibPerS = hosts?.NetworkTransmitMibPerS,
            GpusUsed = gpu?.Used,
            GpusFree = gpu?.Free,
            Copies = GaugeReport.Copies(data, nowMs),
            Hosts = hosts is { Hosts.Count: > 0 and var reporting } ? reporting : null,
            RequestsRunning = engine?.RequestsRunning,
            RequestsWaiting = engine?.RequestsWaiting,
            KvCacheUsageRatio = engine?.KvCacheUsageRatio,
            CapacityUsedRatio = recent.CapacityUsedRatio(data),
            CapacityPressureRatio = PressureReport.Of(recent.CapacityUsedRatio(data), engine, gpu?.UtilizationRatio),
            CostDollarsPerHour = CostReport.PerHour(data, nowMs),
            HealthScore = HealthReport.Of(recent, scores, alerts),
            FeedbackGood = own.Feedback is { } good ? good.ThumbsUp + good.Accepted : null,
            FeedbackBad = own.Feedback is { } bad ? bad.ThumbsDown + bad.Regenerated + bad.Reported : null,
            Outcomes = own.Feedback?.Outcomes,
            OutcomesSuccessful = own.Feedback?.Successes,
        };
    }

    private static SourceTrack? Counting(ComponentData data, long nowMs) =>
        data.Tracks.FirstOrDefault(t => t.Requests.LastMs > nowMs - Clock.DayMs)
        ?? data.Tracks.FirstOrDefault(t => t.Requests.Any);

    private static Window Life(ComponentData data, SourceTrack? track, Groups groups)
    {
        var sum = new Window(0);
        if (track is null)
            return sum;
        sum.Merge(track.History.Life, groups, data.Settings.MaxNamedValues);
        foreach (var minute in track.History.Minutes)
            sum.Merge(minute, groups, data.Settings.MaxNamedValues);
        return sum;
    }

    private static Dictionary<string, IReadOnlyList<ExemplarView>> Exemplars(SourceTrack track, long nowMs)
    {
        var views = new Dictionary<string, IReadOnlyList<ExemplarView>>();
        foreach (var (name, measure) in s_histograms)
        {
            var fresh = track.Exemplars.Of(measure).Where(e => e.AtMs > nowMs - ExemplarMs)
                .Select(e => new ExemplarView(e.TraceId, e.Nanoseconds / Measures.NanosecondsPerSecond, Clock.Time(e.AtMs))).ToList();
            if (fresh.Count > 0)
                views[name] = fresh;
        }
        return views;
    }

    /// <summary>Of the present block of hours: to whoever reads counters its end is a reset.</summary>
    private static Dictionary<string, HistogramView> Stages(SourceTrack? track) =>
        (track?.Slices.Blocks.LastOrDefault()?.Stages ?? new Dictionary<string, ExponentialHistogram>())
            .OrderByDescending(s => s.Value.Count).Take(MaxStages)
            .ToDictionary(s => s.Key, s => Distributions.ToExposition(s.Value, Measure.Total));

    private static Dictionary<string, HistogramView> Histograms(TrafficAggregate traffic, HostAggregate? hosts, ExponentialHistogram judging)
    {
        var views = new Dictionary<string, HistogramView>();
        foreach (var (name, measure) in s_histograms)
        {
            if (traffic[measure] is { } histogram)
                views[name] = Distributions.ToExposition(histogram, measure);
        }
        if (hosts?.ModelLoads is { } loads)
            views["model_load_seconds"] = Distributions.ToExposition(loads, Measure.Total);
        if (judging.Count > 0)
            views["judge_duration_seconds"] = Distributions.ToExposition(judging, Measure.Total);
        return views;
    }
}
