using Plimsoll.Anomaly.Outliers;

namespace Plimsoll.Anomaly.Methods;

/// <summary>Robust scores against the last <see cref="Window"/> values: for series without season or trend.</summary>
internal sealed class RobustMethod : ISeriesMethod
{
    public const int Window = 500;

    /// <summary>Scales; Iglewicz and Hoaglin's 3.5 is for batches and alarms too often on a stream.</summary>
    private const double Threshold = 6;

    private readonly Queue<double> _history = new(Window);

    public double Next(double value)
    {
        var score = RobustScore.Of(_history, value, RobustLimits.Default);
        if (_history.Count == Window)
            _history.Dequeue();
        _history.Enqueue(value);
        return Math.Abs(score?.Z ?? 0) / Threshold;
    }
}
