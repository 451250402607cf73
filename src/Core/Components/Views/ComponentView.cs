using Plimsoll.Alerting.Objectives;

namespace Plimsoll.Components.Views;

/// <summary>Everything the query API and the console say of one component at one moment. Null means no data, never 0.</summary>
public sealed record ComponentView
{
    public required ComponentSummary Summary { get; init; }

    /// <summary>Start and end of the history that the totals and quantiles below cover.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public long Requests { get; init; }
    public long Errors { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public long CachedInputTokens { get; init; }
    public IReadOnlyDictionary<string, long> ErrorsByType { get; init; } = new Dictionary<string, long>();
    public IReadOnlyDictionary<string, long> FinishReasons { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// By measure: ttft_ms, tpot_ms, total_latency_ms, queue_ms, prefill_ms, decode_ms, input_tokens,
    /// output_tokens, prompt_chars, response_chars and <c>stage.NAME</c> (ms).
    /// </summary>
    public IReadOnlyDictionary<string, DistributionView> Quantiles { get; init; } = new Dictionary<string, DistributionView>();

    /// <summary>Σ(latency × output tokens) / Σ(output tokens), ms; stands beside the request-weighted mean.</summary>
    public double? TokenWeightedLatencyMs { get; init; }

    public double? RequestWeightedLatencyMs { get; init; }
    public EngineView? Engine { get; init; }
    public GpuView? Gpu { get; init; }
    public HostsView? Hosts { get; init; }
    public CostView? Cost { get; init; }
    public UsageView Usage { get; init; } = new();
    public FeedbackView Feedback { get; init; } = new();
    public ContentView Content { get; init; } = new();

    /// <summary>What clients and evaluators scored, by name and source; <c>__other__</c> is the overflow slot.</summary>
    public IReadOnlyList<ScoreView> Scores { get; init; } = [];

    /// <summary>What a judge found over the last 24 hours.</summary>
    public IReadOnlyList<QualityScoreView> Quality { get; init; } = [];

    /// <summary>By dimension (model_version, variant, copy), the slices seen in the last 24 h; <c>__other__</c> is the overflow slot.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<BreakdownView>> Breakdowns { get; init; } =
        new Dictionary<string, IReadOnlyList<BreakdownView>>();

    /// <summary>The source that counts, and what the others report for the same history. Never summed.</summary>
    public IReadOnlyList<SourceView> Sources { get; init; } = [];

    public DataQualityView DataQuality { get; init; } = new();

    /// <summary>What pends, fires or recovers, most urgent first.</summary>
    public IReadOnlyList<AlertView> Alerts { get; init; } = [];

    /// <summary>One-minute series that are out of their ways, surest first.</summary>
    public IReadOnlyList<AnomalyView> Anomalies { get; init; } = [];

    /// <summary>The last hour against its baseline.</summary>
    public DriftView Drift { get; init; } = DriftView.Empty;

    /// <summary>The rollout that is watched; null where none is configured.</summary>
    public RolloutView? Rollout { get; init; }

    /// <summary>Error budgets; empty where no objective is set.</summary>
    public IReadOnlyList<BudgetStanding> Budgets { get; init; } = [];

    /// <summary>The last 50 changes of state, newest first.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; init; } = [];
}

/// <summary>Quantiles of one measure from the merged sketch (relative error at most 0.5415%, of lengths of texts 2.17%).</summary>
/// <param name="Deviation">Standard deviation.</param>
public sealed record DistributionView(
    long Count, double? Mean, double? Min, double? P50, double? P90, double? P95, double? P99, double? Max, double? Deviation = null);

/// <summary>Mean and standard deviation of so many values.</summary>
public sealed record MomentsView(long Count, double Mean, double Deviation);

public sealed record EngineView(long? RequestsRunning, long? RequestsWaiting, double? KvCacheUsageRatio, DateTimeOffset At);

/// <param name="UtilizationRatio">Mean over GPUs, last reading of each within 3 minutes, 0–1.</param>
/// <param name="MemoryFragmentationRatio">(Reserved − allocated) ÷ reserved of the engine's allocator, mean over GPUs.</param>
/// <param name="Free">GPUs reserved for the component, or reporting, that do no work; null when no reservation is configured and none reports idle.</param>
public sealed record GpuView(
    int Used, int? Free, double? UtilizationRatio, double? MemoryUtilizationRatio, double? MaxTemperatureC, double? PowerW,
    IReadOnlyList<GpuReading> Gpus, double? MemoryFragmentationRatio = null);

public sealed record GpuReading(
    string Gpu, string? Copy, double? UtilizationRatio, double? MemoryUsedMiB, double? MemoryTotalMiB,
    double? TemperatureC, double? PowerW, DateTimeOffset At, double? MemoryFragmentationRatio = null);

/// <summary>Dollars, from configured prices. Totals over the last 24 h; per hour at the present rate.</summary>
public sealed record CostView(
    double PerHour, double Total24h, double? PerMillionTokens, double? PerSuccessfulRequest, double? IdleGpuPerHour);

/// <param name="DistinctUsers24h">Estimate of a distinct-count sketch, error about 2%.</param>
/// <param name="MeanSessionMs">Mean time from first to last request of the sessions seen in the last hour.</param>
public sealed record UsageView(long? DistinctUsers1h = null, long? DistinctUsers24h = null, long? Sessions1h = null, double? MeanSessionMs = null, double? MeanRequestsPerSession = null);

/// <param name="TaskSuccessRatio">Successful outcomes among all outcomes.</param>
public sealed record FeedbackView(
    long Ratings = 0, double? MeanRating = null, long ThumbsUp = 0, long ThumbsDown = 0, long Regenerated = 0,
    long Accepted = 0, long Reported = 0, long Outcomes = 0, double? TaskSuccessRatio = null);

/// <summary>Scores of one name from one source, on that source's own scale.</summary>
public sealed record ScoreView(string Name, string Source, long Count, double Mean);

public sealed record BreakdownView(
    string Value, long Requests, long Errors, long InputTokens, long OutputTokens,
    double? TtftP95Ms, double? TpotP95Ms, double? TotalP95Ms, DateTimeOffset LastSeen, MomentsView? TtftMs = null, MomentsView? TotalMs = null);

public sealed record SourceView(string Source, bool Counts, long Requests, long InputTokens, long OutputTokens, DateTimeOffset LastSeen);

/// <summary>What was unusual about the input, as counters since the component began.</summary>
/// <param name="LastSetAside">Why the last batch was set aside.</param>
/// <param name="EffectsDropped">Effects given up because too many were pending.</param>
/// <param name="SeriesOverflowed">Points of aggregated series beyond the bound on series: not counted.</param>
/// <param name="SeriesRepeated">Cumulative points that came again or after a later one: not counted.</param>
/// <param name="SeriesResets">Cumulative series that began anew.</param>
/// <param name="SeriesSuperseded">Changes of series of which a better family of metrics tells too: not counted.</param>
public sealed record DataQualityView(
    long Late = 0, long TooOld = 0, long FutureClamped = 0, long ClockSkew = 0, long SetAside = 0, long OverflowedValues = 0,
    string? LastSetAside = null, long EffectsDropped = 0, long SeriesOverflowed = 0, long SeriesRepeated = 0, long SeriesResets = 0,
    long SeriesSuperseded = 0);
