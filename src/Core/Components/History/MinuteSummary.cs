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
    public long GpuCostNano { get; set; }

    public GpuAggregate ForGpu() => Gpu ??= new();

    public EngineAggregate ForEngine() => Engine ??= new();

    public FeedbackAggregate ForFeedback() => Feedback ??= new();

    /// <summary>Takes over a window that leaves the ring.</summary>
    public void Absorb(Window window)
    {
        if (window.Traffic is { } traffic)
        {
            _counters.Add(traffic.Counters);
            Statistics = History.Statistics.Of(traffic);
        }
        if (window.Gpu is not null)
            ForGpu().Merge(window.Gpu);
        if (window.Engine is not null)
            ForEngine().Merge(window.Engine);
        if (window.Feedback is not null)
            ForFeedback().Merge(window.Feedback);
        GpuCostNano += window.GpuCostNano;
    }

    public void Write(StateWriter writer)
    {
        _counters.Write(writer);
        writer.Optional(Statistics, static (part, w) => part.Write(w));
        writer.Optional(Gpu, static (part, w) => part.Write(w));
        writer.Optional(Engine, static (part, w) => part.Write(w));
        writer.Optional(Feedback, static (part, w) => part.Write(w));
        writer.Count(GpuCostNano);
    }

    public static MinuteSummary Read(ref StateReader reader) => new()
    {
        _counters = TrafficCounters.Read(ref reader),
        Statistics = reader.Optional(History.Statistics.Read),
        Gpu = reader.Optional(GpuAggregate.Read),
        Engine = reader.Optional(EngineAggregate.Read),
        Feedback = reader.Optional(FeedbackAggregate.Read),
        GpuCostNano = reader.Count(),
    };
}
