using System.Diagnostics.CodeAnalysis;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <summary>Everything of one component. Totals and quantiles cover the retained history, <c>from</c> to <c>to</c>.</summary>
public sealed record ComponentDetail : ComponentRow
{
    [SetsRequiredMembers]
    private ComponentDetail(ComponentRow row) : base(row) { }

    public DateTimeOffset From { get; private init; }
    public DateTimeOffset To { get; private init; }
    public long Requests { get; private init; }
    public long Errors { get; private init; }
    public long InputTokens { get; private init; }
    public long OutputTokens { get; private init; }
    public long CachedInputTokens { get; private init; }
    public IReadOnlyDictionary<string, long> ErrorsByType { get; private init; } = new Dictionary<string, long>();
    public IReadOnlyDictionary<string, long> FinishReasons { get; private init; } = new Dictionary<string, long>();

    /// <summary>By measure: latencies in milliseconds (ttft_ms, total_latency_ms, stage.NAME, …), token counts and lengths of texts.</summary>
    public IReadOnlyDictionary<string, DistributionView> Quantiles { get; private init; } = new Dictionary<string, DistributionView>();

    /// <summary>Σ(latency × output tokens) / Σ(output tokens).</summary>
    public double? TokenWeightedLatencyMs { get; private init; }

    public double? RequestWeightedLatencyMs { get; private init; }
    public EngineView? Engine { get; private init; }
    public GpuAnswer? Gpu { get; private init; }

    /// <summary>Memory and I/O of the hosts that reported within three minutes, and how long models took to load in the last 24 h.</summary>
    public HostsView? Hosts { get; private init; }

    public CostAnswer? Cost { get; private init; }
    public UsageAnswer Usage { get; private init; } = UsageAnswer.Of(new UsageView());
    public FeedbackView Feedback { get; private init; } = new();

    /// <summary>What the texts tell: diversity of the last hour, refusals and form over the retained history.</summary>
    public ContentView Content { get; private init; } = new();

    /// <summary>What clients and evaluators scored, by name and source, each on its own scale.</summary>
    public IReadOnlyList<ScoreView> Scores { get; private init; } = [];

    /// <summary>What a judge found over the last 24 hours; more under <c>/quality</c>.</summary>
    public IReadOnlyList<QualityScoreView> Quality { get; private init; } = [];

    /// <summary>One-minute series that are out of their ways, surest first.</summary>
    public IReadOnlyList<AnomalyView> Anomalies { get; private init; } = [];

    /// <summary>The last hour against its baseline; alone under <c>/drift</c>.</summary>
    public DriftView Drift { get; private init; } = DriftView.Empty;

    /// <summary>What pends, fires or recovers, most urgent first.</summary>
    public IReadOnlyList<ComponentAlert> Alerts { get; private init; } = [];

    /// <summary>Error budgets; empty where no objective is set.</summary>
    public IReadOnlyList<BudgetStanding> Budgets { get; private init; } = [];

    /// <summary>The rollout that is watched; null where none is configured.</summary>
    public RolloutView? Rollout { get; private init; }

    /// <summary>By model_version, variant and copy; <c>__other__</c> holds what no longer had a slot.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<BreakdownView>> Breakdowns { get; private init; } =
        new Dictionary<string, IReadOnlyList<BreakdownView>>();

    /// <summary>The source that counts, and what the others report for the same history. Never summed.</summary>
    public IReadOnlyList<SourceView> Sources { get; private init; } = [];

    public DataQualityView DataQuality { get; private init; } = new();

    /// <summary>The last 50 changes of state, newest first.</summary>
    public IReadOnlyList<StateChangeAnswer> StateChanges { get; private init; } = [];

    public static ComponentDetail Of(ComponentView view) => new(Of(view.Summary))
    {
        From = view.From,
        To = view.To,
        Requests = view.Requests,
        Errors = view.Errors,
        InputTokens = view.InputTokens,
        OutputTokens = view.OutputTokens,
        CachedInputTokens = view.CachedInputTokens,
        ErrorsByType = view.ErrorsByType,
        FinishReasons = view.FinishReasons,
        Quantiles = view.Quantiles,
        TokenWeightedLatencyMs = view.TokenWeightedLatencyMs,
        RequestWeightedLatencyMs = view.RequestWeightedLatencyMs,
        Engine = view.Engine,
        Gpu = view.Gpu is { } gpu ? GpuAnswer.Of(gpu) : null,
        Hosts = view.Hosts,
        Cost = view.Cost is { } cost ? CostAnswer.Of(cost) : null,
        Usage = UsageAnswer.Of(view.Usage),
        Feedback = view.Feedback,
        Content = view.Content,
        Scores = view.Scores,
        Quality = view.Quality,
        Anomalies = view.Anomalies,
        Drift = view.Drift,
        Alerts = [.. view.Alerts.Select(ComponentAlert.Of)],
        Budgets = view.Budgets,
        Rollout = view.Rollout,
        Breakdowns = view.Breakdowns,
        Sources = view.Sources,
        DataQuality = view.DataQuality,
        StateChanges = [.. view.StateChanges.Select(StateChangeAnswer.Of)],
    };
}
