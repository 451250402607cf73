using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Estimation;

/// <summary>
/// A lower bound of the mean of values in [0, 1] that holds at every time at once with probability 1 − α: the
/// predictable plug-in empirical-Bernstein sequence (Waudby-Smith and Ramdas, JRSS-B 2023, theorem 2).
/// </summary>
internal sealed class EmpiricalBernsteinBound(double alpha)
{
    private readonly double _logInverseAlpha = Math.Log(1 / alpha);
    private double _sum;
    private double _squares;
    private double _bets;
    private double _betValues;
    private double _betCosts;

    public long Count { get; private set; }

    /// <summary>The running maximum: the intersection of all bounds so far.</summary>
    public double Lower { get; private set; }

    public void Add(double value)
    {
        var meanBefore = (0.5 + _sum) / (Count + 1);
        var varianceBefore = (0.25 + _squares) / (Count + 1);
        Count++;
        var bet = Math.Min(Math.Sqrt(2 * _logInverseAlpha / (varianceBefore * Count * Math.Log(1 + Count))), 0.5);
        _sum += value;
        var mean = (0.5 + _sum) / (Count + 1);
        _squares += (value - mean) * (value - mean);
        _bets += bet;
        _betValues += bet * value;
        _betCosts += (value - meanBefore) * (value - meanBefore) * (-Math.Log(1 - bet) - bet);
        Lower = Math.Max(Lower, (_betValues - _logInverseAlpha - _betCosts) / _bets);
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Count);
        foreach (var value in (ReadOnlySpan<double>)[_sum, _squares, _bets, _betValues, _betCosts, Lower])
            writer.Double(value);
    }

    public static EmpiricalBernsteinBound Read(ref StateReader reader, double alpha) => new(alpha)
    {
        Count = reader.Count(),
        _sum = reader.Double(),
        _squares = reader.Double(),
        _bets = reader.Double(),
        _betValues = reader.Double(),
        _betCosts = reader.Double(),
        Lower = reader.Double(),
    };
}
