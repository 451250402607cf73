namespace Plimsoll.Components.Views;

/// <summary>What <c>/metrics</c> exposes of one component. Counters and histograms only rise during a component's life.</summary>
public sealed record ComponentMetrics
{
    public required string Component { get; init; }
    public string? ModelVersion { get; init; }
    public long Requests { get; init; }
    public IReadOnlyDictionary<string, long> ErrorsByType { get; init; } = new Dictionary<string, long>();
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public double CostDollars { get; init; }

    /// <summary>By exposition name without prefix: ttft_seconds, tpot_seconds, request_duration_seconds, request_input_tokens, request_output_tokens, prompt_chars, response_chars, model_load_seconds, judge_duration_seconds.</summary>
    public IReadOnlyDictionary<string, HistogramView> Histograms { get; init; } = new Dictionary<string, HistogramView>();

    /// <summary>Duration of the stages of requests by their names, seconds; each begins anew with every block of hours.</summary>
    public IReadOnlyDictionary<string, HistogramView> Stages { get; init; } = new Dictionary<string, HistogramView>();

    /// <summary>Σ duration (s) × output tokens, over successful requests that have both.</summary>
    public double WeightedDurationSeconds { get; init; }

    /// <summary>Σ output tokens of the same requests.</summary>
    public long WeightedTokens { get; init; }

    /// <summary>Scores of the present rubric over the last 24 hours; null before anything was offered to be judged.</summary>
    public IReadOnlyList<QualityScoreView> Quality { get; init; } = [];

    /// <summary>Null before anything was to be judged.</summary>
    public JudgeView? Judge { get; init; }

    /// <summary>Requests that stand for others, by names of <see cref="Histograms"/>; of the last ten minutes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ExemplarView>> Exemplars { get; init; } = new Dictionary<string, IReadOnlyList<ExemplarView>>();

    /// <summary>Alerts that pend, fire or recover, most urgent first.</summary>
    public IReadOnlyList<AlertView> Alerts { get; init; } = [];

    /// <summary>Of the last hour against its baseline.</summary>
    public IReadOnlyList<DriftScoreView> Drift { get; init; } = [];

    /// <summary>Of dimensions and versions that people judged.</summary>
    public IReadOnlyList<JudgeAgreementView> Agreement { get; init; } = [];

    /// <summary>Null where none is watched.</summary>
    public RolloutView? Rollout { get; init; }

    /// <summary>With the last run of each.</summary>
    public IReadOnlyList<GoldenSetView> Golden { get; init; } = [];

    /// <summary>Responses that were looked at for a refusal; null when none said anything of its texts.</summary>
    public long? ResponsesScreened { get; init; }

    public long? ResponsesRefused { get; init; }

    /// <summary>Responses of which a form was expected.</summary>
    public long? ResponsesFormatChecked { get; init; }

    public long? ResponsesFormatOk { get; init; }

    /// <summary>Different prompts ÷ prompts of the last hour.</summary>
    public double? PromptDiversityRatio { get; init; }

    /// <summary>Different responses ÷ responses of the last hour.</summary>
    public double? ResponseUniquenessRatio { get; init; }

    public double? GpuUtilizationRatio { get; init; }
    public double? GpuMemoryUtilizationRatio { get; init; }
    public double? GpuMemoryFragmentationRatio { get; init; }
    public double? HostMemoryUtilizationRatio { get; init; }
    public double? HostMemoryUsedMib { get; init; }
    public double? DiskReadMibPerS { get; init; }
    public double? DiskWriteMibPerS { get; init; }
    public double? NetworkReceiveMibPerS { get; init; }
    public double? NetworkTransmitMibPerS { get; init; }
    public int? GpusUsed { get; init; }
    public int? GpusFree { get; init; }

    /// <summary>Copies whose engine reported within three minutes; null for none.</summary>
    public int? Copies { get; init; }

    /// <summary>Hosts that reported within three minutes; null for none.</summary>
    public int? Hosts { get; init; }

    public long? RequestsRunning { get; init; }
    public long? RequestsWaiting { get; init; }
    public double? KvCacheUsageRatio { get; init; }
    public double? CapacityUsedRatio { get; init; }
    public double? CostDollarsPerHour { get; init; }

    /// <summary>1 where the copies are just enough; null where nothing tells.</summary>
    public double? CapacityPressureRatio { get; init; }

    /// <summary>0 to 1, the worst of what is known.</summary>
    public double? HealthScore { get; init; }

    /// <summary>Thumbs up, answers taken over; null before any feedback.</summary>
    public long? FeedbackGood { get; init; }

    /// <summary>Thumbs down, answers asked for again, reports.</summary>
    public long? FeedbackBad { get; init; }

    public long? Outcomes { get; init; }
    public long? OutcomesSuccessful { get; init; }
}

/// <summary>A cumulative base-2 exponential histogram. Latency sketches record seconds, so that this needs no conversion.</summary>
/// <param name="Scale">Bucket i covers (2^(i·2^-scale), 2^((i+1)·2^-scale)].</param>
/// <param name="Offset">OTLP index of the first entry of <paramref name="Counts"/>; Prometheus' index is one more.</param>
public sealed record HistogramView(int Scale, int Offset, IReadOnlyList<long> Counts, long ZeroCount, long Count, double Sum);

/// <summary>One observation of a histogram, with the trace that it belongs to.</summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="Value">Seconds.</param>
public sealed record ExemplarView(string TraceId, double Value, DateTimeOffset At);
