using Plimsoll.Anomaly.Outliers;

namespace Plimsoll.Anomaly.Methods;

/// <summary>
/// How far a value is from its forecast, by robust scores of the last such distances: for series with a period that is known.
/// What is further away than an anomaly moves the forecast no more than one.
/// </summary>
/// <param name="period">Values after which the series repeats itself, at least 2.</param>
internal sealed class HoltWintersMethod(int period) : ISeriesMethod
{
    public const int MostPeriod = 100_000;
    private const double Threshold = 6;

    private readonly List<double> _first = [];
    private readonly Queue<double> _residuals = new(RobustMethod.Window);
    private HoltWinters? _smoother;

    public double Next(double value)
    {
        if (_smoother is { } smoother)
            return Judge(smoother, value);
        _first.Add(value);
        if (_first.Count == 2 * period)
            Start();
        return 0;
    }

    private void Start()
    {
        _smoother = new(_first);
        foreach (var value in _first.Skip(period))
            Judge(_smoother, value);
        _first.Clear();
    }

    private double Judge(HoltWinters smoother, double value)
    {
        var forecast = smoother.Forecast;
        var residual = value - forecast;
        var limits = RobustLimits.Default with { RelativeFloor = 0, AbsoluteFloor = RobustLimits.Default.RelativeFloor * Math.Abs(forecast) };
        var score = RobustScore.Of(_residuals, residual, limits);
        var most = score is { } known ? Math.Abs(known.Median) + Threshold * known.Scale : double.PositiveInfinity;
        Remember(Math.Clamp(residual, -most, most));
        smoother.Take(forecast + Math.Clamp(residual, -most, most));
        return Math.Abs(score?.Z ?? 0) / Threshold;
    }

    private void Remember(double residual)
    {
        if (_residuals.Count == RobustMethod.Window)
            _residuals.Dequeue();
        _residuals.Enqueue(residual);
    }
}
