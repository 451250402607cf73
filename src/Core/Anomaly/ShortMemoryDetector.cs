using Plimsoll.Aggregation.Encoding;
using Plimsoll.Anomaly.Methods;

namespace Plimsoll.Anomaly;

/// <summary>
/// Watches a series of which little is known: the distance of a value from the moving average says something after 50
/// values, the distribution of the last 52 after <see cref="Learning"/>. Causal: nothing of what comes is known.
/// </summary>
internal sealed class ShortMemoryDetector : ISeriesMethod
{
    /// <summary>Values from which the range of the series is learnt.</summary>
    public const int Learning = 200;

    /// <summary>Values after an anomaly during which there is no other.</summary>
    public const int Refractory = 100;

    private const byte Format = 1;
    private const double DistanceQuantile = 0.999;
    private const double DistanceThreshold = 1.07;

    /// <summary>Of the range that was learnt, added at either end.</summary>
    private const double Margin = 0.75;

    /// <summary>Of the middle of the range: a series that stood still is not alarmed by less.</summary>
    private const double LeastHalfRange = 0.01;

    /// <summary>χ² with four degrees of freedom has 4e-8 above it; windows overlap and are compared at every value.</summary>
    private const double DistributionThreshold = 40;

    private readonly ExtremeQuantileDetector _distance = new(DistanceQuantile);
    private readonly List<double> _learnt = [];
    private RelativeEntropyDetector? _distribution;
    private int _quiet;

    /// <param name="value">Finite.</param>
    public AnomalyReading Next(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A value is finite");
        var usual = _distance.Average;
        var distance = _distance.Next(value) / DistanceThreshold;
        var distribution = Distribution(value);
        if (_quiet > 0)
        {
            _quiet--;
            return default;
        }
        var reading = distribution > distance
            ? new AnomalyReading(distribution, AnomalyCause.Distribution, usual)
            : new AnomalyReading(distance, AnomalyCause.Distance, usual);
        if (reading.IsAnomaly)
            _quiet = Refractory;
        return reading;
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(_quiet);
        _distance.Write(writer);
        writer.Optional(_distribution, static (detector, w) => detector.Write(w));
        writer.Count(_learnt.Count);
        foreach (var value in _learnt)
            writer.Double(value);
    }

    public static ShortMemoryDetector Read(ref StateReader reader)
    {
        reader.Version(Format);
        var detector = new ShortMemoryDetector { _quiet = (int)Math.Min(reader.Count(), Refractory) };
        detector._distance.Restore(ref reader);
        detector._distribution = reader.Optional(static (ref r) => RelativeEntropyDetector.Read(ref r, DistributionThreshold));
        for (var left = reader.Length(Learning); left > 0; left--)
            detector._learnt.Add(reader.Double());
        return detector;
    }

    double ISeriesMethod.Next(double value) => Next(value).Strength;

    private double Distribution(double value)
    {
        if (_distribution is { } known)
            return known.Next(value);
        _learnt.Add(value);
        if (_learnt.Count < Learning)
            return 0;
        var (low, high) = (_learnt.Min(), _learnt.Max());
        var middle = low + (high - low) / 2;
        var half = Math.Max((high - low) * (0.5 + Margin), Math.Max(LeastHalfRange * Math.Abs(middle), double.Epsilon));
        _distribution = new(middle - half, middle + half, DistributionThreshold);
        foreach (var old in _learnt)
            _distribution.Next(old);
        _learnt.Clear();
        _learnt.TrimExcess();
        return 0;
    }
}
