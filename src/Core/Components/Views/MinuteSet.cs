namespace Plimsoll.Components.Views;

/// <summary>Asks for whole minutes; those older than a day are left out.</summary>
/// <param name="FromMinute">Minute since 1970, included.</param>
/// <param name="ToMinute">Excluded.</param>
public sealed record MinuteQuery(long FromMinute, long ToMinute);

/// <summary>What a component measured minute by minute.</summary>
/// <param name="Minutes">Those with anything to tell, in order.</param>
public sealed record MinuteSet(string Component, string? Endpoint, string? Model, IReadOnlyList<MinuteView> Minutes, StandingView Standing);

/// <summary>One minute. Null means no data, never 0.</summary>
/// <param name="Minute">Since 1970.</param>
public sealed record MinuteView(long Minute)
{
    public long Requests { get; init; }
    public long Errors { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }

    /// <summary>Null where no price is configured.</summary>
    public double? CostDollars { get; init; }

    /// <summary>By exposition name, as <see cref="ComponentMetrics.Histograms"/>; null for a minute whose distributions are gone, an hour after it.</summary>
    public IReadOnlyDictionary<string, HistogramView>? Distributions { get; init; }

    /// <summary>Scores that judges gave in this minute by the present rubric.</summary>
    public MinuteScores? Scores { get; init; }
}

/// <param name="Heuristic">Found without understanding the text.</param>
/// <param name="ByDimension">Scores from 0 to 1; <c>composite</c> among them.</param>
/// <param name="Complete">False where verdicts of the minute have left the log already.</param>
public sealed record MinuteScores(bool Heuristic, int Judged, IReadOnlyDictionary<string, IReadOnlyList<double>> ByDimension, bool Complete)
{
    /// <summary>What the judge took for each, seconds; null where none is known.</summary>
    public HistogramView? JudgeSeconds { get; init; }
}

/// <summary>How a component stands at the moment of asking. Null means no data, never 0.</summary>
public sealed record StandingView
{
    public int? GpusUsed { get; init; }
    public int? GpusFree { get; init; }
    public double? GpuUtilizationRatio { get; init; }
    public double? GpuMemoryUtilizationRatio { get; init; }
    public long? RequestsRunning { get; init; }
    public long? RequestsWaiting { get; init; }
    public double? CapacityUsedRatio { get; init; }
    public double? CostDollarsPerHour { get; init; }

    /// <summary>Alerts that pend, fire or recover.</summary>
    public IReadOnlyList<AlertView> Alerts { get; init; } = [];

    /// <summary>Signals that drift; null before the first comparison.</summary>
    public int? DriftingSignals { get; init; }

    /// <summary>Scores of the present rubric over the last 24 hours.</summary>
    public IReadOnlyList<QualityScoreView> Quality { get; init; } = [];
}
