using Plimsoll.Aggregation;
using Plimsoll.Components.AggregatedSeries;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>Everything there is to say of a component at one moment.</summary>
internal static class ViewReport
{
    public static ComponentView Make(ComponentData data, long nowMs, HourArchive archive)
    {
        var hours = Hours(nowMs, archive);
        var sum = new Window(0);
        foreach (var hour in hours)
            HistoryReader.AddHour(data, hour, archive, sum);
        var traffic = sum.Traffic ?? new TrafficAggregate();
        var slices = new SliceReport(data, nowMs);
        return new ComponentView
        {
            Summary = SummaryReport.Make(data, nowMs),
            From = Clock.Time(From(data, hours.Min, nowMs)),
            To = Clock.Time(nowMs),
            Requests = traffic.Counters.Requests,
            Errors = traffic.Counters.Errors,
            InputTokens = traffic.Counters.InputTokens,
            OutputTokens = traffic.Counters.OutputTokens,
            CachedInputTokens = traffic.Counters.CachedInputTokens,
            ErrorsByType = traffic.Errors?.Counts ?? new Dictionary<string, long>(),
            FinishReasons = traffic.FinishReasons?.Counts ?? new Dictionary<string, long>(),
            Quantiles = Quantiles(traffic, slices.Stages()),
            TokenWeightedLatencyMs = traffic.Counters.TokenWeightedLatencyMs,
            RequestWeightedLatencyMs = traffic[Measure.Total] is { } total ? Statistics.Value(total, Measure.Total, Statistic.Mean) : null,
            Engine = GaugeReport.Engine(data, nowMs),
            Gpu = GaugeReport.Gpu(data, nowMs),
            Hosts = HostReport.Make(data, nowMs),
            Cost = CostReport.Make(data, nowMs),
            Usage = UsageReport.Make(data, sum, nowMs),
            Feedback = Feedback(sum.Feedback ?? new FeedbackAggregate()),
            Content = ContentReport.Make(data, sum, nowMs),
            Scores = [.. sum.Scores?.Means.Select(s => new ScoreView(s.Name, s.Source, s.Count, s.Mean)) ?? []],
            Quality = QualityReport.Scores(data, nowMs),
            Breakdowns = slices.Breakdowns(),
            Sources = SourceReport.Make(data, hours, archive),
            DataQuality = data.Quality.ToView(data.Outbox.Dropped, SeriesCounters.Of(data.Tracks.Select(t => t.Series))),
            Alerts = AlertReport.Make(data),
            Anomalies = AnomalyReport.Make(data),
            Drift = DriftReport.Make(data),
            Rollout = RolloutReport.Make(data),
            Budgets = AlertReport.Budgets(data, nowMs),
            StateChanges = data.StateChanges.Newest(),
        };
    }

    /// <summary>
    /// What a rollout asks of its component twice a minute: scores, and where its cost is a guardrail the tokens, for which
    /// the resident day has to be summed up. The rest is left out.
    /// </summary>
    public static ComponentView ForRollout(ComponentData data, long nowMs, bool withTokens)
    {
        var sum = new Window(0);
        if (withTokens)
        {
            foreach (var hour in Hours(nowMs, new HourArchive([])))
                HistoryReader.AddHour(data, hour, new HourArchive([]), sum);
        }
        var traffic = sum.Traffic ?? new TrafficAggregate();
        return new ComponentView
        {
            Summary = new() { Component = data.Name, State = data.State },
            From = Clock.Time(nowMs),
            To = Clock.Time(nowMs),
            Requests = traffic.Counters.Requests,
            Quantiles = Quantiles(traffic, stages: []),
            Quality = QualityReport.PresentScores(data, nowMs),
        };
    }

    /// <summary>The resident hours, and back to the oldest archived one without a gap.</summary>
    private static SortedSet<long> Hours(long nowMs, HourArchive archive)
    {
        var hours = new SortedSet<long>();
        var last = Clock.Hour(nowMs);
        for (var hour = archive.Hours.Append(last - Clock.ResidentHours + 1).Min(); hour <= last; hour++)
            hours.Add(hour);
        return hours;
    }

    /// <summary>The first hour, or the first event when that is later.</summary>
    private static long From(ComponentData data, long firstHour, long nowMs)
    {
        var first = data.Tracks.Where(t => t.Requests.Any).Select(t => t.Requests.FirstMs).DefaultIfEmpty(nowMs).Min();
        return Math.Max(firstHour * Clock.HourMs, Math.Min(first, nowMs));
    }

    private static SortedDictionary<string, DistributionView> Quantiles(TrafficAggregate traffic, IEnumerable<(string Name, ExponentialHistogram Histogram)> stages)
    {
        var quantiles = new SortedDictionary<string, DistributionView>(StringComparer.Ordinal);
        for (var i = 0; i < Measures.Count; i++)
        {
            if (traffic[(Measure)i] is { } histogram)
                quantiles[Measures.Names[i]] = Distributions.ToView(histogram, (Measure)i);
        }
        foreach (var (name, histogram) in stages)
            quantiles[$"stage.{name}"] = Distributions.ToView(histogram, Measure.Total);
        return quantiles;
    }

    public static FeedbackView Feedback(FeedbackAggregate feedback) => new(
        feedback.Ratings, feedback.MeanRating, feedback.ThumbsUp, feedback.ThumbsDown, feedback.Regenerated,
        feedback.Accepted, feedback.Reported, feedback.Outcomes, feedback.TaskSuccessRatio);
}
