using Plimsoll.Drift.Sequences;

namespace Plimsoll.Anomaly.Outliers;

/// <summary>
/// The distribution of what exceeds a high threshold, whatever the series' own (Pickands, 1975; Balkema and de Haan, 1974).
/// </summary>
/// <param name="Shape">ξ: 0 for an exponential tail, more for a heavier one, less for one that ends.</param>
/// <param name="Scale">σ, in the series' unit.</param>
public readonly record struct GeneralizedPareto(double Shape, double Scale)
{
    private const double LeastShape = -0.5;
    private const double MostShape = 0.45;

    /// <summary>Nearer to zero than this a shape is exponential.</summary>
    private const double Exponential = 1e-8;

    /// <summary>The likelier of both fits; null where the excesses do not vary.</summary>
    /// <param name="excesses">Above the threshold, all positive.</param>
    public static GeneralizedPareto? Fit(IReadOnlyList<double> excesses)
    {
        if (OfMoments(excesses) is not { } moments)
            return null;
        var likely = OfLikelihood(excesses);
        return likely.Shape is >= LeastShape and <= MostShape && likely.LogLikelihood(excesses) > moments.LogLikelihood(excesses) ? likely : moments;
    }

    /// <summary>From mean and variance (Hosking and Wallis, 1987), with a shape between −0.5 and 0.45; null where the excesses do not vary.</summary>
    public static GeneralizedPareto? OfMoments(IReadOnlyList<double> excesses)
    {
        var (_, mean, variance) = Moments.Of(excesses);
        if (!(variance > 0))
            return null;
        var ratio = mean * mean / variance;
        return new(Math.Clamp((1 - ratio) / 2, LeastShape, MostShape), mean * (ratio + 1) / 2);
    }

    /// <summary>Of the greatest likelihood, along the line to which Grimshaw (1993) reduces both parameters: θ = ξ/σ.</summary>
    public static GeneralizedPareto OfLikelihood(IReadOnlyList<double> excesses)
    {
        var (low, high) = (-0.999 / excesses.Max(), 2 / excesses.Average());
        var best = Enumerable.Range(0, LikelihoodSearch.Cells + 1).MaxBy(i => At(Place(i)).LogLikelihood(excesses));
        return At(LikelihoodSearch.Maximum(Place(Math.Max(0, best - 1)), Place(Math.Min(LikelihoodSearch.Cells, best + 1)), t => At(t).LogLikelihood(excesses)));

        double Place(int cell) => low + (high - low) * cell / LikelihoodSearch.Cells;
        GeneralizedPareto At(double theta)
        {
            var shape = excesses.Average(e => Math.Log(1 + theta * e));
            return Math.Abs(theta) < Exponential ? new(0, excesses.Average()) : new(shape, shape / theta);
        }
    }

    /// <summary>Of some excesses under this distribution; −∞ where it cannot bring them about.</summary>
    public double LogLikelihood(IReadOnlyList<double> excesses)
    {
        var (shape, scale) = this;
        if (!(scale > 0))
            return double.NegativeInfinity;
        var sum = Math.Abs(shape) < Exponential
            ? excesses.Sum(e => e / scale)
            : (1 + 1 / shape) * excesses.Sum(e => Math.Log(Math.Max(1 + shape * e / scale, 0)));
        return double.IsNaN(sum) ? double.NegativeInfinity : -excesses.Count * Math.Log(scale) - sum;
    }

    /// <summary>Share of excesses that are larger than this one.</summary>
    public double Survival(double excess) =>
        Math.Abs(Shape) < Exponential ? Math.Exp(-excess / Scale) : Math.Pow(Math.Max(1 + Shape * excess / Scale, 0), -1 / Shape);

    /// <summary>The excess that a share of them passes.</summary>
    public double Quantile(double share) =>
        Math.Abs(Shape) < Exponential ? -Scale * Math.Log(share) : Scale / Shape * (Math.Pow(share, -Shape) - 1);
}
