using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Components.Golden;

/// <summary>A run against the reference, as it is kept.</summary>
/// <param name="AtMs">Of the reference.</param>
/// <param name="WorseIds">The first of those that scored lower.</param>
internal sealed record GoldenChange(
    long AtMs, int Common, double? MeanChange, double? ConsistencyChange, int Worse, int Better, double SignP, IReadOnlyList<string> WorseIds)
{
    public const int MaxIds = 20;

    public static GoldenChange Of(GoldenDifference difference, long atMs) => new(
        atMs, difference.Common, difference.MeanChange, difference.ConsistencyChange, difference.Worse.Count, difference.Better, difference.SignP,
        [.. difference.Worse.Take(MaxIds)]);

    public void Write(StateWriter writer)
    {
        foreach (var number in (long[])[AtMs, Common, Worse, Better])
            writer.Count(number);
        writer.Number(MeanChange);
        writer.Number(ConsistencyChange);
        writer.Double(SignP);
        writer.Count(WorseIds.Count);
        foreach (var id in WorseIds)
            writer.Text(id);
    }

    public static GoldenChange Read(ref StateReader reader)
    {
        var at = reader.Count();
        var (common, worse, better) = (reader.UpTo(GoldenFiling.MaxQuestions), reader.UpTo(GoldenFiling.MaxQuestions), reader.UpTo(GoldenFiling.MaxQuestions));
        var (mean, consistency, p) = (reader.Number(), reader.Number(), reader.Double());
        var ids = new string[reader.Length(MaxIds)];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = reader.Text() ?? "";
        return new(at, common, mean, consistency, worse, better, p, ids);
    }
}
