using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>Everything that is kept of one minute, one hour or a whole life; parts exist once they have data.</summary>
internal sealed class Window(long index)
{
    private const byte Format = 3;

    /// <summary>Unix minute or hour.</summary>
    public long Index { get; } = index;

    /// <summary>Version of the state at the last change.</summary>
    public long Version { get; set; }

    public TrafficAggregate? Traffic { get; private set; }
    public GpuAggregate? Gpu { get; private set; }
    public EngineAggregate? Engine { get; private set; }
    public FeedbackAggregate? Feedback { get; private set; }

    public HostAggregate? Hosts { get; private set; }

    public ContentAggregate? Content { get; private set; }

    public ScoreBook? Scores { get; private set; }

    /// <summary>Minute windows sketch the users of five minutes in the first of them.</summary>
    public DistinctSketch? Users { get; private set; }

    /// <summary>Prompts, of five minutes likewise.</summary>
    public TextVariety? Prompts { get; private set; }

    /// <summary>Responses, of five minutes likewise.</summary>
    public TextVariety? Responses { get; private set; }

    public long GpuCostNano { get; set; }

    public TrafficAggregate ForTraffic() => Traffic ??= new();

    public GpuAggregate ForGpu() => Gpu ??= new();

    public EngineAggregate ForEngine() => Engine ??= new();

    public HostAggregate ForHosts() => Hosts ??= new();

    public FeedbackAggregate ForFeedback() => Feedback ??= new();

    public ContentAggregate ForContent() => Content ??= new();

    public ScoreBook ForScores() => Scores ??= new();

    public DistinctSketch ForUsers() => Users ??= new();

    public TextVariety ForPrompts() => Prompts ??= new();

    public TextVariety ForResponses() => Responses ??= new();

    public void Merge(Window other, Groups groups, int nameLimit)
    {
        if (groups.HasFlag(Groups.Requests) && other.Traffic is not null)
            ForTraffic().Merge(other.Traffic, nameLimit);
        if (groups.HasFlag(Groups.Requests) && other.Content is not null)
            ForContent().Merge(other.Content);
        if (groups.HasFlag(Groups.Users))
            MergeSketches(other);
        if (groups.HasFlag(Groups.Gpu) && other.Gpu is not null)
            ForGpu().Merge(other.Gpu);
        if (groups.HasFlag(Groups.Engine) && other.Engine is not null)
            ForEngine().Merge(other.Engine);
        if (groups.HasFlag(Groups.Hosts) && other.Hosts is not null)
            ForHosts().Merge(other.Hosts);
        if (groups.HasFlag(Groups.Own))
            MergeOwn(other, nameLimit);
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Index);
        writer.Optional(Traffic, static (part, w) => part.Write(w));
        writer.Optional(Gpu, static (part, w) => part.Write(w));
        writer.Optional(Engine, static (part, w) => part.Write(w));
        writer.Optional(Hosts, static (part, w) => part.Write(w));
        writer.Optional(Feedback, static (part, w) => part.Write(w));
        writer.Optional(Content, static (part, w) => part.Write(w));
        writer.Optional(Scores, static (part, w) => part.Write(w));
        writer.Optional(Users, static (part, w) => part.Write(w));
        writer.Optional(Prompts, static (part, w) => part.Write(w));
        writer.Optional(Responses, static (part, w) => part.Write(w));
        writer.Count(GpuCostNano);
    }

    public static Window Read(ref StateReader reader)
    {
        reader.Version(Format);
        return new Window(reader.Count())
        {
            Traffic = reader.Optional(TrafficAggregate.Read),
            Gpu = reader.Optional(GpuAggregate.Read),
            Engine = reader.Optional(EngineAggregate.Read),
            Hosts = reader.Optional(HostAggregate.Read),
            Feedback = reader.Optional(FeedbackAggregate.Read),
            Content = reader.Optional(ContentAggregate.Read),
            Scores = reader.Optional(ScoreBook.Read),
            Users = reader.Optional(DistinctSketch.Read),
            Prompts = reader.Optional(TextVariety.Read),
            Responses = reader.Optional(TextVariety.Read),
            GpuCostNano = reader.Count(),
        };
    }

    private void MergeSketches(Window other)
    {
        if (other.Users is not null)
            ForUsers().Merge(other.Users);
        if (other.Prompts is not null)
            ForPrompts().Merge(other.Prompts);
        if (other.Responses is not null)
            ForResponses().Merge(other.Responses);
    }

    private void MergeOwn(Window other, int nameLimit)
    {
        if (other.Scores is not null)
            ForScores().Merge(other.Scores, nameLimit);
        if (other.Feedback is not null)
            ForFeedback().Merge(other.Feedback);
        GpuCostNano += other.GpuCostNano;
    }
}
