namespace Plimsoll.Anomaly.Methods;

/// <summary>Means and covariances of rows, one row at a time (Welford, 1962).</summary>
internal sealed class JointMoments(int width)
{
    /// <summary>Rows that count; then each new one counts for this share, so that what was long ago is forgotten.</summary>
    private const long MostRows = 20_000;

    private readonly double[] _means = new double[width];
    private readonly double[,] _products = new double[width, width];

    public long Count { get; private set; }

    public void Add(IReadOnlyList<double> row)
    {
        if (Count == MostRows)
            Fade();
        Count++;
        var before = Deviations(row);
        for (var i = 0; i < width; i++)
            _means[i] += before[i] / Count;
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < width; j++)
                _products[i, j] += before[i] * (row[j] - _means[j]);
        }
    }

    public double[] Deviations(IReadOnlyList<double> row) => [.. row.Zip(_means, (value, mean) => value - mean)];

    public double[,] Covariance()
    {
        var covariance = new double[width, width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < width; j++)
                covariance[i, j] = _products[i, j] / Math.Max(1, Count - 1);
        }
        return covariance;
    }

    private void Fade()
    {
        Count--;
        var share = (double)(Count - 1) / Count;
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < width; j++)
                _products[i, j] *= share;
        }
    }
}
