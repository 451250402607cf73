namespace Plimsoll.Quality.Calibration;

/// <summary>Scores, each standing for 1/π answers; weights are scaled to a mean of 1.</summary>
public sealed class WeightedScores
{
    private readonly double[] _values;
    private readonly double[] _weights;

    /// <param name="weights">1/π of each; null where all count alike.</param>
    public WeightedScores(IReadOnlyList<double> values, IReadOnlyList<double>? weights = null)
    {
        if (weights is not null && weights.Count != values.Count)
            throw new ArgumentException($"{weights.Count} weights for {values.Count} scores", nameof(weights));
        _values = [.. values];
        var mean = weights?.Average() ?? 1;
        _weights = [.. values.Select((_, i) => weights is null ? 1 : weights[i] / mean)];
    }

    public int Count => _values.Length;

    public double Mean => _values.Select((v, i) => _weights[i] * v).Average();

    /// <summary>Of one weighted score's share in the mean, about it: Σ(w(v − mean))² ÷ n.</summary>
    public double Variance
    {
        get
        {
            var mean = Mean;
            return _values.Select((v, i) => _weights[i] * (v - mean)).Select(d => d * d).Average();
        }
    }

    /// <summary>As <see cref="Variance"/>, divided by n − 1.</summary>
    internal double SampleVariance => Variance * Count / (Count - 1);

    /// <summary>With the scores of the same answers, divided by n.</summary>
    internal double Covariance(WeightedScores other)
    {
        var (mine, theirs) = (Mean, other.Mean);
        return _values.Select((v, i) => _weights[i] * (v - mine) * other._weights[i] * (other._values[i] - theirs)).Average();
    }

    internal WeightedScores Times(double factor) => new([.. _values.Select(v => factor * v)], _weights);

    internal WeightedScores Minus(WeightedScores other) => new([.. _values.Select((v, i) => v - other._values[i])], _weights);

    internal WeightedScores And(WeightedScores other) => new([.. _values, .. other._values], [.. _weights, .. other._weights]);
}
