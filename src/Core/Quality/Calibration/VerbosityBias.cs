using MathNet.Numerics.Statistics;

namespace Plimsoll.Quality.Calibration;

/// <summary>Whether a judge prefers long answers beyond what people do: the partial rank correlation of its scores with length, given the people's.</summary>
/// <param name="Partial">From −1 to 1; null where one of the three never varies or determines another.</param>
public sealed record VerbosityBias(double? Partial, int Count)
{
    private const double Most = 0.3;
    private const int MinCount = 100;

    public bool IsBiased => Count >= MinCount && Partial > Most;

    public static VerbosityBias Of(IReadOnlyList<double> judge, IReadOnlyList<double> length, IReadOnlyList<double> human)
    {
        var (jl, jh, lh) = (Correlation.Spearman(judge, length), Correlation.Spearman(judge, human), Correlation.Spearman(length, human));
        var rest = Math.Sqrt((1 - jh * jh) * (1 - lh * lh));
        var partial = (jl - jh * lh) / rest;
        return new(double.IsFinite(partial) ? partial : null, judge.Count);
    }
}
