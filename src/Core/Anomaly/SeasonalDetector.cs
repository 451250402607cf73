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

    /// <summary>Of <see cref="Recent"/> minutes on the same side: a minute more than a short blip has.</summary>
    private const int Shifted = 4;
    private const int Week = 7 * 1440;

    /// <summary>Units of distance beyond which a value moves profile, level and average no further: a lone spike moves none of them much.</summary>
    private const double MostUnits = 2;

    private readonly ExtremeQuantileDetector _distance = new(DistanceQuantile, LeastDistance, MostUnits);
    private readonly RecentResiduals _spread = new(Week);
    /// <summary>Of the last values, negative below the season.</summary>
    private readonly Queue<double> _ratios = new([0, 0, 0, 0, 0]);
    private SeasonalProfile _profile = new();
    private double _smoothed;
    private long _since = -1;

    /// <summary>1 or −1 where most of the last values are extreme and on that side of the season; 0 elsewhere.</summary>
    public int Shift => _ratios.Count(r => r >= 1) >= Shifted ? 1 : _ratios.Count(r => r <= -1) >= Shifted ? -1 : 0;

    public bool IsReady(long minute) => _since >= 0 && minute - _since >= WarmUpMinutes;

    /// <param name="minute">Unix minute, rising; minutes without a value are left out.</param>
    /// <param name="value">Finite.</param>
    public AnomalyReading Next(long minute, double value)
    {
        if (_since < 0)
            _since = minute;
        var level = Math.Log(Math.Max(value, least));
        if (_profile.Expected(minute) is not { } usual)
        {
            _profile.Add(minute, level);
            return default;
        }
        var ready = IsReady(minute);
        var residual = level - usual;
        var away = Math.CopySign(1, residual - (_distance.Average ?? 0));
        Remember(away * _distance.Next(residual) / DistanceThreshold);
        if (ready)
            residual = Math.Clamp(residual, -MostUnits * _distance.Unit, MostUnits * _distance.Unit);
        _profile.Add(minute, usual + residual);
        var strength = LevelStrength(residual);
        return ready ? Reading(strength, Math.Exp(usual)) : default;
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

    private double LevelStrength(double residual)
    {
        _smoothed += Smoothing * (residual - _smoothed);
        var spread = Math.Max(LeastSpread, ToStandardDeviation * _spread.UpperQuantile(0.5));
        _spread.Add(Math.Abs(_smoothed));
        return Math.Abs(_smoothed) / spread / LevelThreshold;
    }

    private AnomalyReading Reading(double level, double expected)
    {
        var distance = _ratios.Select(Math.Abs).OrderDescending().ElementAt(Needed - 1);
        return level > distance ? new(level, AnomalyCause.Level, expected) : new(distance, AnomalyCause.Distance, expected);
    }

    private void Remember(double ratio)
    {
        _ratios.Dequeue();
        _ratios.Enqueue(ratio);
    }
}
