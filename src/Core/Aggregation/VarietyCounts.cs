using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <param name="Distinct">Estimate of a distinct-count sketch, at most <paramref name="Texts"/>.</param>
internal readonly record struct VarietyCounts(long Texts, long Distinct)
{
    /// <summary>1 when no text came twice; null without a text.</summary>
    public double? Ratio => Texts == 0 ? null : (double)Distinct / Texts;

    public void Write(StateWriter writer)
    {
        writer.Count(Texts);
        writer.Count(Distinct);
    }

    public static VarietyCounts Read(ref StateReader reader) => new(reader.Count(), reader.Count());
}
