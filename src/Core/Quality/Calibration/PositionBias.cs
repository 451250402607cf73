using MathNet.Numerics.Distributions;

namespace Plimsoll.Quality.Calibration;

/// <summary>
/// Whether a judge of pairs prefers what it is shown first (Zheng et al., 2023): each pair is judged in both orders, and
/// only pairs on which it contradicts itself say something. Such a pair counts as a tie.
/// </summary>
/// <param name="Consistent">Pairs with the same winner in both orders.</param>
/// <param name="First">Pairs of which the one shown first won both times.</param>
/// <param name="Second">Pairs of which the one shown second won both times.</param>
public sealed record PositionBias(int Consistent, int First, int Second)
{
    private const double MostP = 0.01;
    private const double LeastShare = 0.4;

    /// <param name="preferences">
    /// Of each pair one after the other, in one order and in the other: below one half the first was better, above it the
    /// second. A pair that lacks one is left out; one half is a tie.
    /// </param>
    public static PositionBias Of(IReadOnlyList<double?> preferences)
    {
        var (consistent, first, second) = (0, 0, 0);
        for (var i = 0; i + 1 < preferences.Count; i += 2)
        {
            if (preferences[i] is not { } one || preferences[i + 1] is not { } other)
                continue;
            if (one < 0.5 && other < 0.5)
                first++;
            else if (one > 0.5 && other > 0.5)
                second++;
            else
                consistent++;
        }
        return new(consistent, first, second);
    }

    /// <summary>Null without pairs.</summary>
    public double? Consistency => Consistent + First + Second is > 0 and var pairs ? (double)Consistent / pairs : null;

    /// <summary>Of the inconsistent pairs; null without any.</summary>
    public double? FirstShare => First + Second > 0 ? (double)First / (First + Second) : null;

    /// <summary>Exact two-sided binomial p-value of <see cref="FirstShare"/> against one half; 1 without inconsistent pairs.</summary>
    public double PValue => First + Second == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, First + Second, Math.Min(First, Second)));

    /// <summary>Both certain and large enough to matter.</summary>
    public bool IsBiased => PValue < MostP && FirstShare is < LeastShare or > 1 - LeastShare;
}
