using System.Globalization;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.WebConsole.Load;

/// <summary>Scores of answers ordered by load, as paths in a box of <see cref="Width"/> by <see cref="Height"/>: all have the same room, however far apart their loads are.</summary>
/// <param name="Dots">A dot for each answer.</param>
/// <param name="Means">A bar for each bin at its mean.</param>
/// <param name="Bands">The bins' bounds.</param>
/// <param name="Labels">Where along the width, 0 to 1, and what is said there.</param>
public sealed record LoadChart(string Factor, string Name, string Dots, string Means, string Bands, IReadOnlyList<(double At, string Text)> Labels, string Summary)
{
    public const int Width = 1000;
    public const int Height = 200;

    public static LoadChart Of(LoadFactorView factor)
    {
        var (means, bands, labels) = (new List<string>(), new List<string>(), new List<(double, string)>());
        var before = 0;
        foreach (var bin in factor.Bins)
        {
            var (left, right) = (X(before), X(before + bin.Answers));
            means.Add(Invariant($"M{left:0.#} {Y(bin.Mean):0.#}H{right:0.#}"));
            if (bin is { Lower: { } lower, Upper: { } upper })
                bands.Add(Invariant($"M{left:0.#} {Y(upper):0.#}H{right:0.#}V{Y(lower):0.#}H{left:0.#}Z"));
            labels.Add((left / Width, LoadWords.Load(factor.Factor, bin.From)));
            before += bin.Answers;
        }
        labels.Add((1, LoadWords.Load(factor.Factor, factor.Bins[^1].To)));
        return new(
            factor.Factor, LoadWords.Name(factor.Factor), string.Concat(factor.Points.Select((p, i) => Invariant($"M{X(i + 0.5):0.#} {Y(p.Score):0.#}h0"))),
            string.Concat(means), string.Concat(bands), labels,
            Invariant($"{LoadWords.Name(factor.Factor)}: scores {LoadWords.Finding(factor.Finding)}; mean {factor.Bins[0].Mean:0.00} at the least load, {factor.Bins[^1].Mean:0.00} at the most, {factor.Answers} answers."));

        double X(double position) => position / factor.Answers * Width;
    }

    private static double Y(double score) => (1 - score) * Height;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
