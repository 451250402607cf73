using System.Globalization;
using Plimsoll.Comparison;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Cli.Golden;

/// <summary>A comparison by pairs in lines.</summary>
internal static class PairwiseOutput
{
    /// <param name="alone">Questions that only one of the runs has an answer to.</param>
    public static IEnumerable<string> Lines(PairwiseComparison comparison, IReadOnlyList<PairVerdict> verdicts, int alone)
    {
        yield return Headline(comparison);
        if (comparison.WinRate is { } rate)
            yield return string.Create(CultureInfo.InvariantCulture, $"win rate {rate:0.###} {comparison.Bounds} over {comparison.Pairs} pairs: {comparison.Wins} won, {comparison.Losses} lost, {comparison.Ties} ties");
        if (comparison.Worse.Count > 0)
            yield return $"lost: {GoldenOutput.Listed(comparison.Worse)}";
        var position = comparison.Position;
        if (position.First + position.Second > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"the judge preferred what it was shown first on {position.First} pairs, and second on {position.Second} (p {position.PValue:0.###}){(position.IsBiased ? ": it is biased, and those pairs are ties" : "")}");
        foreach (var reason in verdicts.Where(v => v.Reason is not null).GroupBy(v => v.Reason).OrderByDescending(g => g.Count()))
            yield return $"no verdict ({reason.Key}): {GoldenOutput.Listed([.. reason.Select(v => v.Id)])}";
        if (alone > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{alone} answers have no counterpart in the other file");
    }

    private static string Headline(PairwiseComparison comparison) => comparison switch
    {
        { Pairs: 0 } => "no pair could be judged",
        { Verdict: ComparisonVerdict.Worse } => "B is worse than A",
        { Verdict: ComparisonVerdict.NotWorse } => string.Create(CultureInfo.InvariantCulture, $"B is not worse than A within {PairwiseComparison.Margin}"),
        _ => "B against A is undecided",
    };
}
