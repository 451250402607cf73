using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>What is kept of one UTC day of a component for 400 days. A few KiB at most, whatever was served.</summary>
internal sealed class EvidenceDay(long day)
{
    public const int MaxChanges = 64;
    public const int MaxScores = 64;

    /// <summary>Unix day.</summary>
    public long Day { get; } = day;

    public TrafficCounters Counters;

    public DayGpu Gpu;

    public DayContent Content;

    public DayAnswers Answers;

    /// <summary>Harmful answers that a first judgement found, and those that a second one confirmed.</summary>
    public long HarmSuspected { get; set; }

    public long HarmConfirmed { get; set; }

    /// <summary>Changes and scores beyond the day's room.</summary>
    public long Dropped { get; private set; }

    public NamedCounters? Errors { get; private set; }

    public FeedbackAggregate? Feedback { get; private set; }

    public DayLoad Load { get; private set; } = new();

    /// <summary>Users of the day.</summary>
    public DayUsers Users { get; private set; } = new();

    /// <summary>By model version.</summary>
    public SliceTotals Versions { get; private set; } = new();

    public SliceTotals Tenants { get; private set; } = new();

    public List<EvidenceChange> Changes { get; } = [];

    public List<EvidenceScore> Scores { get; } = [];

    public bool IsEmpty => Counters.Requests == 0 && Counters.OutputTokens == 0 && Gpu.CostNano == 0 && Feedback is null && Scores.Count == 0;

    public void Note(EvidenceChange change)
    {
        if (Changes.Count < MaxChanges)
            Changes.Add(change);
        else
            Dropped++;
    }

    /// <summary>Puts a score in the place of an earlier state of it.</summary>
    public void Put(EvidenceScore score)
    {
        var at = Scores.FindIndex(s => s.IsOf(score));
        if (at >= 0)
            Scores[at] = score;
        else if (Scores.Count < MaxScores)
            Scores.Add(score);
        else
            Dropped++;
    }

    /// <summary>Adds one whole hour of the sources that count.</summary>
    public void Add(Window hour, ComponentSettings settings)
    {
        if (hour.Traffic is { } traffic)
        {
            Counters.Add(traffic.Counters);
            if (traffic.Errors is { } errors)
                (Errors ??= new()).Merge(errors, settings.MaxNamedValues);
            Content.AddFinished(FinishCounts.Of(traffic.FinishReasons));
        }
        Content.Add(hour.Content);
        if (hour.Feedback is { } feedback)
            (Feedback ??= new()).Merge(feedback);
        Users.Add(hour.Users);
        Gpu.Add(hour, settings.ReservedGpus);
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Day);
        Counters.Write(writer);
        Gpu.Write(writer);
        Content.Write(writer);
        Answers.Write(writer);
        writer.Count(HarmSuspected);
        writer.Count(HarmConfirmed);
        writer.Count(Dropped);
        writer.Optional(Errors, static (errors, w) => errors.Write(w));
        writer.Optional(Feedback, static (feedback, w) => feedback.Write(w));
        Load.Write(writer);
        Users.Write(writer);
        Versions.Write(writer);
        Tenants.Write(writer);
        writer.Count(Changes.Count);
        foreach (var change in Changes)
            change.Write(writer);
        writer.Count(Scores.Count);
        foreach (var score in Scores)
            score.Write(writer);
    }

    public static EvidenceDay Read(ref StateReader reader)
    {
        var day = new EvidenceDay(reader.Count())
        {
            Counters = TrafficCounters.Read(ref reader),
            Gpu = DayGpu.Read(ref reader),
            Content = DayContent.Read(ref reader),
            Answers = DayAnswers.Read(ref reader),
            HarmSuspected = reader.Count(),
            HarmConfirmed = reader.Count(),
            Dropped = reader.Count(),
            Errors = reader.Optional(NamedCounters.Read),
            Feedback = reader.Optional(FeedbackAggregate.Read),
            Load = DayLoad.Read(ref reader),
            Users = DayUsers.Read(ref reader),
            Versions = SliceTotals.Read(ref reader),
            Tenants = SliceTotals.Read(ref reader),
        };
        for (var left = reader.Length(MaxChanges); left > 0; left--)
            day.Changes.Add(EvidenceChange.Read(ref reader));
        for (var left = reader.Length(MaxScores); left > 0; left--)
            day.Scores.Add(EvidenceScore.Read(ref reader));
        return day;
    }

    public EvidenceDay Copy()
    {
        var writer = new StateWriter();
        Write(writer);
        var reader = new StateReader("day", writer.ToArray());
        return Read(ref reader);
    }
}
