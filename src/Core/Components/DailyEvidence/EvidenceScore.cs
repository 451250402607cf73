using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Estimation;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>A score of a day, with what it rests on.</summary>
/// <param name="Rubric">Id and version, or the version alone of one that is no longer in use.</param>
/// <param name="Bounds">Of the mean at 95%, for one look.</param>
/// <param name="Sequence">Of the mean at 95%, valid at every look; null before the first score of the uniform sample.</param>
/// <param name="SequenceCount">Scores that the sequence rests on.</param>
internal sealed record EvidenceScore(
    ScoreKey Key, string Rubric, long Judged, long Missing, double Mean, Interval Bounds, Interval? Sequence, long SequenceCount)
{
    public bool IsOf(EvidenceScore other) => Key == other.Key;

    public void Write(StateWriter writer)
    {
        Key.Write(writer);
        writer.Text(Rubric);
        writer.Count(Judged);
        writer.Count(Missing);
        writer.Double(Mean);
        writer.Double(Bounds.Lower);
        writer.Double(Bounds.Upper);
        writer.Number(Sequence?.Lower);
        writer.Number(Sequence?.Upper);
        writer.Count(SequenceCount);
    }

    public static EvidenceScore Read(ref StateReader reader) => new(
        ScoreKey.Read(ref reader), reader.Text() ?? "", reader.Count(), reader.Count(), reader.Double(), new(reader.Double(), reader.Double()),
        ReadSequence(ref reader), reader.Count());

    private static Interval? ReadSequence(ref StateReader reader) =>
        (reader.Number(), reader.Number()) is ({ } lower, { } upper) ? new(lower, upper) : null;
}
