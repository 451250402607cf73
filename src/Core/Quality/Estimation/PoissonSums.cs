using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Estimation;

/// <summary>
/// The sums from which weighted estimates of a mean follow, when each request came into the sample with its own
/// probability π (Särndal et al., Model Assisted Survey Sampling). Mergeable: sums of parts are the sums of the whole.
/// </summary>
public struct PoissonSums
{
    private double _n;
    private double _y;
    private double _weights;
    private double _spread0;
    private double _spread1;
    private double _spread2;
    private double _weightSquares;

    public readonly long Count => (long)_n;

    /// <summary>Σ1/π: how many requests the sample stands for.</summary>
    public readonly double Population => _weights;

    /// <summary>Σy/π ÷ Σ1/π (Hájek); null without observations.</summary>
    public readonly double? Mean => _n > 0 ? _y / _weights : null;

    /// <summary>Standard error of <see cref="Mean"/> under Poisson sampling; null without observations.</summary>
    public readonly double? StandardError => Mean is { } mean
        ? Math.Sqrt(Math.Max(0, _spread2 - 2 * mean * _spread1 + mean * mean * _spread0)) / _weights
        : null;

    /// <summary>Kish's effective number of observations; 0 without any.</summary>
    public readonly double EffectiveCount => _n > 0 ? _weights * _weights / _weightSquares : 0;

    /// <summary>Σy/π ÷ N (Horvitz–Thompson), for a population whose size is known.</summary>
    public readonly double HorvitzThompson(double population) => _y / population;

    /// <summary>Variance of <see cref="HorvitzThompson"/>.</summary>
    public readonly double HorvitzThompsonVariance(double population) => _spread2 / (population * population);

    /// <param name="y">Observed value.</param>
    /// <param name="inclusion">π, above 0 and up to 1.</param>
    public void Add(double y, double inclusion)
    {
        if (!(inclusion > 0 && inclusion <= 1))
            throw new ArgumentOutOfRangeException(nameof(inclusion), inclusion, "An inclusion probability is above 0 and up to 1");
        var weight = 1 / inclusion;
        var spread = (1 - inclusion) * weight * weight;
        _n++;
        _weights += weight;
        _weightSquares += weight * weight;
        _y += weight * y;
        _spread0 += spread;
        _spread1 += spread * y;
        _spread2 += spread * y * y;
    }

    public void Merge(in PoissonSums other)
    {
        _n += other._n;
        _weights += other._weights;
        _weightSquares += other._weightSquares;
        _y += other._y;
        _spread0 += other._spread0;
        _spread1 += other._spread1;
        _spread2 += other._spread2;
    }

    internal readonly void Write(StateWriter writer)
    {
        foreach (var sum in (ReadOnlySpan<double>)[_n, _weights, _weightSquares, _y, _spread0, _spread1, _spread2])
            writer.Double(sum);
    }

    internal static PoissonSums Read(ref StateReader reader) => new()
    {
        _n = reader.Double(),
        _weights = reader.Double(),
        _weightSquares = reader.Double(),
        _y = reader.Double(),
        _spread0 = reader.Double(),
        _spread1 = reader.Double(),
        _spread2 = reader.Double(),
    };
}
