namespace Plimsoll.Anomaly;

/// <summary>Scores one series value by value, as <c>plimsoll detect</c> does.</summary>
public sealed class SeriesScorer
{
    private readonly ShortMemoryDetector _detector = new();

    /// <summary>From 0 to 1; an anomaly from <see cref="AnomalyReading.ScoreThreshold"/>.</summary>
    /// <param name="value">Finite.</param>
    public double Next(double value) => _detector.Next(value).Score;
}
