using Plimsoll.Anomaly.Methods;

namespace Plimsoll.Anomaly;

/// <summary>Scores one series value by value, as <c>plimsoll detect</c> does; the rows after an anomaly score 0.</summary>
public sealed class SeriesScorer
{
    private readonly ISeriesMethod _method;
    private int _quiet;

    /// <param name="period">For <see cref="DetectionMethod.HoltWinters"/>: values after which the series repeats itself.</param>
    public SeriesScorer(DetectionMethod method = DetectionMethod.ShortMemory, int period = 0) => _method = method switch
    {
        DetectionMethod.Robust => new RobustMethod(),
        DetectionMethod.Spot => new SpotMethod(),
        DetectionMethod.HoltWinters => new HoltWintersMethod(period),
        DetectionMethod.PageHinkley => new PageHinkleyMethod(),
        _ => new ShortMemoryDetector(),
    };

    /// <summary>Longest period that is taken.</summary>
    public static int MostPeriod => HoltWintersMethod.MostPeriod;

    /// <summary>From 0 to 1; an anomaly from <see cref="AnomalyReading.ScoreThreshold"/>.</summary>
    /// <param name="value">Finite.</param>
    public double Next(double value)
    {
        var reading = new AnomalyReading(_method.Next(value), AnomalyCause.Distance, null);
        if (_quiet > 0)
        {
            _quiet--;
            return 0;
        }
        if (reading.IsAnomaly)
            _quiet = ShortMemoryDetector.Refractory;
        return reading.Score;
    }
}
