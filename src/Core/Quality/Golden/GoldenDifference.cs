using MathNet.Numerics.Distributions;

namespace Plimsoll.Quality.Golden;

/// <summary>A run against the one before, over the questions that both have a score of.</summary>
/// <param name="Common">Questions with a score in both.</param>
/// <param name="MeanChange">Mean of the new scores less that of the old ones; null without common questions.</param>
/// <param name="Worse">Ids of the questions that scored lower than before.</param>
/// <param name="Better">How many scored higher.</param>
/// <param name="SignP">Probability of so many more worse than better if neither were likelier (exact sign test).</param>
/// <param name="ConsistencyChange">Null where either run has none.</param>
public sealed record GoldenDifference(
    int Common, double? MeanChange, IReadOnlyList<string> Worse, int Better, double SignP, double? ConsistencyChange)
{
    public static GoldenDifference Of(GoldenReport before, GoldenReport after)
    {
        var old = before.Scores.Where(s => s.Score is not null).ToDictionary(s => s.Id, s => s.Score);
        return Of(old.GetValueOrDefault, before.Consistency, after);
    }

    /// <param name="before">The score of a question, by id; null where it had none.</param>
    public static GoldenDifference Of(Func<string, double?> before, double? consistencyBefore, GoldenReport after)
    {
        var both = after.Scores.Where(s => s.Score is not null && before(s.Id) is not null).Select(s => (s.Id, Change: s.Score!.Value - before(s.Id)!.Value)).ToList();
        var worse = both.Where(b => b.Change < 0).Select(b => b.Id).ToList();
        var better = both.Count(b => b.Change > 0);
        return new(
            both.Count, both.Count > 0 ? both.Average(b => b.Change) : null, worse, better, SignTest(worse.Count, better),
            after.Consistency - consistencyBefore);
    }

    /// <param name="maxDrop">What the mean score, or the consistency, may lose.</param>
    public bool IsRegression(double maxDrop) => MeanChange < -maxDrop || ConsistencyChange < -maxDrop;

    private static double SignTest(int worse, int better) => worse == 0 ? 1 : 1 - Binomial.CDF(0.5, worse + better, worse - 1);
}
