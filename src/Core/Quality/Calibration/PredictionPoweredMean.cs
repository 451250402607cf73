using MathNet.Numerics.Distributions;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Quality.Calibration;

/// <summary>
/// The mean that people would have given, from a few human judgements and many of a judge (PPI++, Angelopoulos, Duchi
/// and Zrnic, arXiv 2311.01453). Right whatever the judge is worth; narrower the better it is.
/// </summary>
/// <param name="Lambda">How much the judge is used, from 0 (not at all) to 1.</param>
public sealed record PredictionPoweredMean(double Estimate, double StandardError, double Lambda, Interval Bounds)
{
    /// <summary>With fewer human judgements nothing is published.</summary>
    public const int MinLabels = 30;

    /// <param name="human">Judgements by people.</param>
    /// <param name="judge">The judge's scores of the same answers.</param>
    /// <param name="others">Answers that only the judge scored.</param>
    /// <param name="alpha">Probability with which the mean is outside.</param>
    /// <param name="lambda">Null: tuned to the data.</param>
    public static PredictionPoweredMean Of(
        WeightedScores human, WeightedScores judge, WeightedScores others, double alpha = ConfidenceSequence.DefaultAlpha, double? lambda = null)
    {
        if (human.Count < 2 || human.Count != judge.Count || others.Count < 1)
            throw new ArgumentException($"{human.Count} human judgements, {judge.Count} of the judge beside them and {others.Count} others are too few or do not match", nameof(human));
        var used = lambda ?? Tune(human, judge, others);
        var rest = human.Minus(judge.Times(used));
        var estimate = used * others.Mean + rest.Mean;
        var error = Math.Sqrt(used * used * others.Variance / others.Count + rest.Variance / human.Count);
        var half = Quantile(alpha, human.Count) * error;
        return new(estimate, error, used, new(estimate - half, estimate + half));
    }

    /// <summary>λ = cov(Y, F) ÷ ((1 + n/N)·var(F ∪ F_U)), clipped to [0, 1]; 0 for a judge that always says the same.</summary>
    public static double Tune(WeightedScores human, WeightedScores judge, WeightedScores others)
    {
        var spread = judge.And(others).SampleVariance;
        if (spread <= 0)
            return 0;
        var covariance = human.Covariance(judge);
        return Math.Clamp(covariance / ((1 + (double)human.Count / others.Count) * spread), 0, 1);
    }

    /// <summary>Student's below thirty judgements, else the normal one.</summary>
    private static double Quantile(double alpha, int n) => n < MinLabels
        ? StudentT.InvCDF(0, 1, n - 1, 1 - alpha / 2)
        : Normal.InvCDF(0, 1, 1 - alpha / 2);
}
