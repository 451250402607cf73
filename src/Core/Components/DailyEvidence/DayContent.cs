using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>What the texts of a day told, as counts, each beside what it is a part of.</summary>
internal struct DayContent
{
    /// <summary>Responses that were looked at for a refusal.</summary>
    public long Screened { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Requests that named a finish reason.</summary>
    public long Finished { get; private set; }

    /// <summary>Of those, stopped by a content filter.</summary>
    public long Filtered { get; private set; }

    public void Add(ContentAggregate? content)
    {
        Screened += content?.Screened ?? 0;
        Refused += content?.Refused ?? 0;
    }

    public void AddFinished(FinishCounts finishes)
    {
        Finished += finishes.Finished;
        Filtered += finishes.Filtered;
    }

    public readonly void Write(StateWriter writer)
    {
        writer.Count(Screened);
        writer.Count(Refused);
        writer.Count(Finished);
        writer.Count(Filtered);
    }

    public static DayContent Read(ref StateReader reader) =>
        new() { Screened = reader.Count(), Refused = reader.Count(), Finished = reader.Count(), Filtered = reader.Count() };
}
