using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>
/// What stays of a minute for a day after its window went. Counters still take late events; the statistics are
/// those of the moment at which the minute left the ring.
/// </summary>
internal sealed class MinuteSummary
{
    private TrafficCounters _counters;

    public ref TrafficCounters Counters => ref _counters;
    public Statistics? Statistics { get; private set; }
    public GpuAggregate? Gpu { get; private set; }
    public EngineAggregate? Engine { get; private set; }
    public FeedbackAggregate? Feedback { get; private set; }
    public HostAggregate? Hosts { get; private set; }
    public ContentAggregate? Content { get; private set; }
    public FinishCounts Finishes { get; private set; }

    /// <summary>Of the five minutes of which this is the first, once it left the ring.</summary>
    public VarietyCounts Prompts { get; private set; }

    /// <summary>Likewise.</summary>
    public VarietyCounts Responses { get; private set; }

    public long GpuCostNano { get; set; }

    public GpuAggregate ForGpu() => Gpu ??= new();

    public EngineAggregate ForEngine() => Engine ??= new();

    public HostAggregate ForHosts() => Hosts ??= new();

    public FeedbackAggregate ForFeedback() => Feedback ??= new();

    public ContentAggregate ForContent() => Content ??= new();

    /// <summary>A late request.</summary>
    public void Add(ref RequestSample sample)
    {
        _counters.Add(sample.Counters);
        Finishes = Finishes.Plus(FinishCounts.OfOne(sample.FinishReason));
    }

    /// <summary>A late change of an aggregated series.</summary>
    public void Add(AggregateIncrement increment)
    {
        _counters.Add(increment.Counters);
        Finishes = Finishes.Plus(FinishCounts.OfSome(increment.FinishReason, increment.Finished));
    }

    /// <summary>Takes over a window that leaves the ring.</summary>
    public void Absorb(Window window)
    {
        if (window.Traffic is { } traffic)
        {
            _counters.Add(traffic.Counters);
            Statistics = History.Statistics.Of(traffic);
            Finishes = Finishes.Plus(FinishCounts.Of(traffic.FinishReasons));
        }
        if (window.Gpu is not null)
            ForGpu().Merge(window.Gpu);
        if (window.Engine is not null)
            ForEngine().Merge(window.Engine);
        if (window.Hosts is not null)
            ForHosts().Merge(window.Hosts);
        if (window.Feedback is not null)
            ForFeedback().Merge(window.Feedback);
        if (window.Content is not null)
            ForContent().Merge(window.Content);
        Prompts = window.Prompts?.Counts ?? default;
        Responses = window.Responses?.Counts ?? default;
        GpuCostNano += window.GpuCostNano;
    }

    public void Write(StateWriter writer)
    {
        _counters.Write(writer);
        writer.Optional(Statistics, static (part, w) => part.Write(w));
        writer.Optional(Gpu, static (part, w) => part.Write(w));
        writer.Optional(Engine, static (part, w) => part.Write(w));
        writer.Optional(Hosts, static (part, w) => part.Write(w));
        writer.Optional(Feedback, static (part, w) => part.Write(w));
        writer.Optional(Content, static (part, w) => part.Write(w));
        Finishes.Write(writer);
        Prompts.Write(writer);
        Responses.Write(writer);
        writer.Count(GpuCostNano);
    }

    public static MinuteSummary Read(ref StateReader reader) => new()
    {
        _counters = TrafficCounters.Read(ref reader),
        Statistics = reader.Optional(History.Statistics.Read),
        Gpu = reader.Optional(GpuAggregate.Read),
        Engine = reader.Optional(EngineAggregate.Read),
        Hosts = reader.Optional(HostAggregate.Read),
        Feedback = reader.Optional(FeedbackAggregate.Read),
        Content = reader.Optional(ContentAggregate.Read),
        Finishes = FinishCounts.Read(ref reader),
        Prompts = VarietyCounts.Read(ref reader),
        Responses = VarietyCounts.Read(ref reader),
        GpuCostNano = reader.Count(),
    };
}
