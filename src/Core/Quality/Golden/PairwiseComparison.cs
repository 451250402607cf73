using Plimsoll.Comparison;
using Plimsoll.Quality.Calibration;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Quality.Golden;

/// <summary>Answers of B against answers of A to the same questions, by a judge who saw each pair in both orders.</summary>
/// <param name="Wins">Pairs of which B's answer was better in both orders.</param>
/// <param name="Losses">Pairs of which A's was.</param>
/// <param name="Ties">Pairs of which neither was, those included on which the judge contradicted itself.</param>
/// <param name="Bounds">Of <see cref="WinRate"/>, a confidence sequence at 95%: it holds however many pairs are added; null without pairs.</param>
/// <param name="Position">Whether the judge prefers what it is shown first.</param>
/// <param name="Worse">Ids of the pairs that B lost.</param>
public sealed record PairwiseComparison(int Wins, int Losses, int Ties, Interval? Bounds, PositionBias Position, IReadOnlyList<string> Worse)
{
    /// <summary>How far below one half the win rate may lie without B being called worse in practice.</summary>
    public const double Margin = 0.05;

    private const double Even = 0.5;

    public static PairwiseComparison Of(IReadOnlyList<PairVerdict> verdicts)
    {
        var judged = verdicts.Where(v => v.Win is not null).ToList();
        var sequence = new BettingSequence();
        foreach (var verdict in judged)
            sequence.Add(verdict.Win!.Value);
        return new(
            judged.Count(v => v.Win == 1), judged.Count(v => v.Win == 0), judged.Count(v => v.Win == Even),
            judged.Count > 0 ? sequence.Interval : null,
            PositionBias.Of([.. judged.SelectMany(v => (double?[])[v.AFirst, v.BFirst])]),
            [.. judged.Where(v => v.Win == 0).Select(v => v.Id)]);
    }

    public int Pairs => Wins + Losses + Ties;

    /// <summary>Share of the pairs that B won, a tie counting half; null without pairs.</summary>
    public double? WinRate => Pairs > 0 ? (Wins + Even * Ties) / Pairs : null;

    public ComparisonVerdict Verdict => Bounds is not { } bounds ? ComparisonVerdict.Undecided
        : bounds.Upper < Even ? ComparisonVerdict.Worse
        : bounds.Lower >= Even - Margin ? ComparisonVerdict.NotWorse
        : ComparisonVerdict.Undecided;
}
