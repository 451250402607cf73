using Plimsoll.Aggregation;
using Plimsoll.Components.History;

namespace Plimsoll.Components.Reporting;

/// <summary>What is known of one step of a series.</summary>
internal sealed class StepFigures
{
    private readonly bool _began;
    private readonly StepCost? _cost;
    private readonly CapacitySettings? _capacity;
    private TrafficCounters _counters;
    private Statistics? _statistics;
    private TrafficAggregate? _traffic;
    private long _gpuCostNano;

    /// <param name="seconds">What has passed of the step.</param>
    /// <param name="began">Whether the component had its first event before the step's end.</param>
    /// <param name="cost">Null when no price is configured.</param>
    /// <param name="capacity">Null when none is configured.</param>
    public StepFigures(double seconds, bool began, StepCost? cost, CapacitySettings? capacity)
    {
        Seconds = seconds;
        _began = began;
        _cost = cost;
        _capacity = capacity;
    }

    public double Seconds { get; }

    public ref readonly TrafficCounters Counters => ref _counters;

    public GpuAggregate? Gpu { get; private set; }

    public EngineAggregate? Engine { get; private set; }

    public HostAggregate? Hosts { get; private set; }

    public FeedbackAggregate? Feedback { get; private set; }

    public ContentAggregate? Content { get; private set; }

    public FinishCounts Finishes { get; private set; }

    public VarietyCounts Prompts { get; private set; }

    public VarietyCounts Responses { get; private set; }

    public double? CostPerHour => _began || _gpuCostNano > 0 ? _cost?.PerHour(_counters.TokenCostNano, _gpuCostNano, Seconds) : null;

    public double? CapacityUsedRatio =>
        _began ? _capacity?.UsedRatio(_counters.Requests / Seconds, _counters.OutputTokens / Seconds) : null;

    /// <summary>A count is 0 from the component's first event on, and unknown before.</summary>
    public double? Known(double value) => _began ? value : null;

    /// <summary>Values of a measure; 0 where only its statistics are left.</summary>
    public long Count(Measure measure) => _traffic?[measure]?.Count ?? 0;

    public double? Statistic(Measure measure, Statistic statistic) =>
        _traffic?[measure] is { } histogram
            ? Statistics.Value(histogram, measure, statistic)
            : _statistics?.Get(measure, statistic);

    /// <summary>Adds a window; its distributions hold for the step when the step is this window alone.</summary>
    public void Add(Window window, Groups groups)
    {
        if (groups.HasFlag(Groups.Requests) && window.Traffic is { } traffic)
        {
            _counters.Add(traffic.Counters);
            _traffic = traffic;
            Finishes = Finishes.Plus(FinishCounts.Of(traffic.FinishReasons));
        }
        AddContent(window.Content, groups);
        if (groups.HasFlag(Groups.Users))
            SetVariety(window.Prompts?.Counts, window.Responses?.Counts);
        AddGauges(window.Gpu, window.Engine, window.Hosts, groups);
        AddFeedback(window.Feedback, groups);
        if (groups.HasFlag(Groups.Own))
            _gpuCostNano += window.GpuCostNano;
    }

    /// <summary>Adds one minute whose window is gone; its statistics hold for a step of this minute alone.</summary>
    public void Add(MinuteSummary minute, Groups groups)
    {
        if (groups.HasFlag(Groups.Requests))
        {
            _counters.Add(minute.Counters);
            _statistics = minute.Statistics;
            Finishes = Finishes.Plus(minute.Finishes);
        }
        AddContent(minute.Content, groups);
        AddGauges(minute.Gpu, minute.Engine, minute.Hosts, groups);
        AddFeedback(minute.Feedback, groups);
        if (groups.HasFlag(Groups.Own))
            _gpuCostNano += minute.GpuCostNano;
    }

    /// <summary>Of the five minutes of which the step is a part.</summary>
    public void SetVariety(VarietyCounts? prompts, VarietyCounts? responses) =>
        (Prompts, Responses) = (prompts ?? default, responses ?? default);

    public void DropDistributions()
    {
        (_traffic, _statistics) = (null, null);
        SetVariety(null, null);
    }

    private void AddContent(ContentAggregate? content, Groups groups)
    {
        if (content is not null && groups.HasFlag(Groups.Requests))
            (Content ??= new()).Merge(content);
    }

    private void AddFeedback(FeedbackAggregate? feedback, Groups groups)
    {
        if (feedback is not null && groups.HasFlag(Groups.Own))
            (Feedback ??= new()).Merge(feedback);
    }

    private void AddGauges(GpuAggregate? gpu, EngineAggregate? engine, HostAggregate? hosts, Groups groups)
    {
        if (gpu is not null && groups.HasFlag(Groups.Gpu))
            (Gpu ??= new()).Merge(gpu);
        if (engine is not null && groups.HasFlag(Groups.Engine))
            (Engine ??= new()).Merge(engine);
        if (hosts is not null && groups.HasFlag(Groups.Hosts))
            (Hosts ??= new()).Merge(hosts);
    }
}
