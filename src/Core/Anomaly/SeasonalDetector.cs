using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Anomaly;

/// <summary>
/// Watches a one-minute series that has a history of weeks: the logarithm less its seasonal profile, smoothed, against
/// its robust spread over the last week, or three of five residuals beyond the usual extremes. A lone spike is neither.
/// </summary>
/// <param name="least">Smaller values count as this: the logarithm of a series that reaches 0 needs an end. In the series' unit.</param>
internal sealed class SeasonalDetector(double least)
{
    /// <summary>Minutes since the first value before anything is said: two weeks.</summary>
    public const long WarmUpMinutes = 14 * 1440;

    private const byte Format = 1;
    private const double Smoothing = 0.05;
    private const double LevelThreshold = 6;
    private const double ToStandardDeviation = 1.4826;

    /// <summary>Least spread of the smoothed logarithm: a change of half a percent is never six of them.</summary>
    private const double LeastSpread = 0.005;

    /// <summary>Least distance that is called extreme: 5%.</summary>
    private const double LeastDistance = 0.05;
    private const double DistanceQuantile = 0.99;
    private const double DistanceThreshold = 1.5;
    private const int Recent = 5;
    private const int Needed = 3;
    private const int Week = 7 * 1440;

    private readonly ExtremeQuantileDetector _distance = new(DistanceQuantile, LeastDistance);
    private readonly RecentResiduals _spread = new(Week);
    private readonly Queue<double> _ratios = new([0, 0, 0, 0, 0]);
    private SeasonalProfile _profile = new();
    private double _smoothed;
    private long _since = -1;

    public bool IsReady(long minute) => _since >= 0 && minute - _since >= WarmUpMinutes;

    /// <param name="minute">Unix minute, rising; minutes without a value are left out.</param>
    /// <param name="value">Finite.</param>
    public AnomalyReading Next(long minute, double value)
    {
        if (_since < 0)
            _since = minute;
        var level = Math.Log(Math.Max(value, least));
        var expected = _profile.Expected(minute);
        _profile.Add(minute, level);
        return expected is { } usual ? Compare(level - usual, Math.Exp(usual), IsReady(minute)) : default;
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Signed(_since);
        writer.Double(_smoothed);
        foreach (var ratio in _ratios)
            writer.Double(ratio);
        _distance.Write(writer);
        _spread.Write(writer);
        _profile.Write(writer);
    }

    public static SeasonalDetector Read(ref StateReader reader, double least)
    {
        reader.Version(Format);
        var detector = new SeasonalDetector(least) { _since = reader.Signed(), _smoothed = reader.Double() };
        for (var i = 0; i < Recent; i++)
            detector.Remember(reader.Double());
        detector._distance.Restore(ref reader);
        detector._spread.Restore(ref reader);
        detector._profile = SeasonalProfile.Read(ref reader);
        return detector;
    }

    private AnomalyReading Compare(double residual, double expected, bool ready)
    {
        _smoothed += Smoothing * (residual - _smoothed);
        var spread = Math.Max(LeastSpread, ToStandardDeviation * _spread.UpperQuantile(0.5));
        var level = Math.Abs(_smoothed) / spread / LevelThreshold;
        _spread.Add(Math.Abs(_smoothed));
        Remember(_distance.Next(residual) / DistanceThreshold);
        var distance = _ratios.OrderDescending().ElementAt(Needed - 1);
        if (!ready)
            return default;
        return level > distance ? new(level, AnomalyCause.Level, expected) : new(distance, AnomalyCause.Distance, expected);
    }

    private void Remember(double ratio)
    {
        _ratios.Dequeue();
        _ratios.Enqueue(ratio);
    }
}
