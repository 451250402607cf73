namespace Plimsoll.Anomaly.Outliers;

/// <summary>Level, trend and additive season by exponential smoothing, one step ahead (Holt, 1957; Winters, 1960).</summary>
public sealed class HoltWinters
{
    private const double LevelWeight = 0.3;
    private const double TrendWeight = 0.1;
    private const double SeasonWeight = 0.2;

    private readonly double[] _season;
    private int _phase;

    /// <param name="first">Two whole periods: the first gives level and season, both together the trend.</param>
    public HoltWinters(IReadOnlyList<double> first)
    {
        var period = first.Count / 2;
        if (period == 0 || first.Count % 2 == 1)
            throw new ArgumentOutOfRangeException(nameof(first), first.Count, "Two whole periods are needed");
        Level = first.Take(period).Average();
        Trend = (first.Skip(period).Average() - Level) / period;
        _season = [.. first.Take(period).Select(v => v - Level)];
    }

    public double Level { get; private set; }

    /// <summary>Rise of the level a step.</summary>
    public double Trend { get; private set; }

    /// <summary>By phase, added to the level.</summary>
    public IReadOnlyList<double> Season => _season;

    /// <summary>Of the next value: the first is that of the second period.</summary>
    public double Forecast => Level + Trend + _season[_phase];

    public void Take(double value)
    {
        ref var season = ref _season[_phase];
        var level = LevelWeight * (value - season) + (1 - LevelWeight) * (Level + Trend);
        Trend = TrendWeight * (level - Level) + (1 - TrendWeight) * Trend;
        season = SeasonWeight * (value - level) + (1 - SeasonWeight) * season;
        Level = level;
        _phase = (_phase + 1) % _season.Length;
    }
}
