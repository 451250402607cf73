namespace Plimsoll.Drift.Embeddings;

/// <summary>
/// The mean of random Fourier features of vectors (Rahimi and Recht, 2007): the squared distance of two such means
/// estimates MMD² without the vectors, and sums of parts are the sum of the whole.
/// </summary>
public sealed class RandomFeatures
{
    private readonly double[] _sum;

    /// <param name="features">How many; 512 for embeddings.</param>
    public RandomFeatures(int features) => _sum = new double[features];

    public long Count { get; private set; }

    /// <summary>Null before the first vector.</summary>
    public double[]? Mean => Count == 0 ? null : [.. _sum.Select(s => s / Count)];

    /// <param name="weights">A row for each feature, drawn from N(0, 1/σ²).</param>
    /// <param name="phases">Drawn uniformly from 0 to 2π.</param>
    public void Add(ReadOnlySpan<float> vector, IReadOnlyList<double[]> weights, ReadOnlySpan<double> phases)
    {
        var scale = Math.Sqrt(2d / _sum.Length);
        for (var i = 0; i < _sum.Length; i++)
        {
            var angle = phases[i];
            var row = weights[i];
            for (var k = 0; k < vector.Length; k++)
                angle += row[k] * vector[k];
            _sum[i] += scale * Math.Cos(angle);
        }
        Count++;
    }

    public void Merge(RandomFeatures other)
    {
        for (var i = 0; i < _sum.Length; i++)
            _sum[i] += other._sum[i];
        Count += other.Count;
    }

    /// <summary>Null where a side is empty.</summary>
    public double? SquaredDistance(RandomFeatures other) =>
        Mean is { } a && other.Mean is { } b ? a.Zip(b, (x, y) => (x - y) * (x - y)).Sum() : null;
}
