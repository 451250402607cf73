using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Sampling;

/// <summary>Count, mean and variance in one pass (Welford, 1962).</summary>
internal sealed class RunningMoments
{
    private double _mean;
    private double _squares;

    public long Count { get; private set; }

    public double Mean => _mean;

    /// <summary>Sample standard deviation; 0 below two values.</summary>
    public double Deviation => Count < 2 ? 0 : Math.Sqrt(_squares / (Count - 1));

    public void Add(double value)
    {
        Count++;
        var before = value - _mean;
        _mean += before / Count;
        _squares += before * (value - _mean);
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Count);
        writer.Double(_mean);
        writer.Double(_squares);
    }

    public static RunningMoments Read(ref StateReader reader) =>
        new() { Count = reader.Count(), _mean = reader.Double(), _squares = reader.Double() };
}
