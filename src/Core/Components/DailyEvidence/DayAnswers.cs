using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>Judged answers of a day, and those below <see cref="AcceptedFrom"/>, weighted to stand for all that were served.</summary>
internal struct DayAnswers
{
    /// <summary>An answer whose composite is below is not accepted.</summary>
    public const double AcceptedFrom = 0.5;

    public long Judged { get; private set; }

    /// <summary>Σ 1/π.</summary>
    public double Weight { get; private set; }

    /// <summary>Σ 1/π of those below.</summary>
    public double BelowWeight { get; private set; }

    /// <param name="composite">From 0 to 1.</param>
    /// <param name="inclusion">π: the probability with which the answer came into the sample.</param>
    public void Add(double composite, double inclusion)
    {
        Judged++;
        Weight += 1 / inclusion;
        BelowWeight += composite < AcceptedFrom ? 1 / inclusion : 0;
    }

    public readonly void Write(StateWriter writer)
    {
        writer.Count(Judged);
        writer.Double(Weight);
        writer.Double(BelowWeight);
    }

    public static DayAnswers Read(ref StateReader reader) => new() { Judged = reader.Count(), Weight = reader.Double(), BelowWeight = reader.Double() };
}
