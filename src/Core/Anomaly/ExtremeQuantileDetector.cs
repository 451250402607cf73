using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Anomaly;

/// <summary>How far a value is from its moving average, in units of the largest such distances that the series has had.</summary>
/// <param name="p">Quantile of the distances that is the unit, such as 0.999.</param>
/// <param name="floor">Least unit, in the series' own unit.</param>
/// <param name="mostUnits">Values further from the average than so many units move it no further: an incident does not become the usual.</param>
internal sealed class ExtremeQuantileDetector(double p, double floor = 0, double mostUnits = double.PositiveInfinity)
{
    /// <summary>Distances without which nothing is said.</summary>
    public const int MinCount = 50;

    /// <summary>Weight of the newest value in the moving average.</summary>
    private const double Alpha = 0.01;

    /// <summary>No ratio is taken for larger, so that a series that never moved gives a finite one.</summary>
    private const double MostRatio = 100;

    /// <summary>Two weeks of minutes.</summary>
    private const int Span = 20_160;

    private readonly RecentResiduals _residuals = new(Span);
    private double? _average;
    private double _largest;

    /// <summary>The moving average; null before the first value.</summary>
    public double? Average => _average;

    /// <summary>What the last distance was compared with; the floor while too little is known.</summary>
    public double Unit => Math.Max(floor, _largest);

    /// <summary>Takes a value in and says how it compared with what was before: 0 to <see cref="MostRatio"/>.</summary>
    public double Next(double value)
    {
        var average = _average ?? value;
        var distance = Math.Abs(value - average);
        var known = _residuals.Count >= MinCount;
        _largest = known ? _residuals.UpperQuantile(p) : 0;
        _residuals.Add(distance);
        _average = average + Alpha * (known && distance > mostUnits * Unit ? Math.CopySign(mostUnits * Unit, value - average) : value - average);
        return known ? Ratio(distance, Unit) : 0;
    }

    public void Write(StateWriter writer)
    {
        writer.Number(_average);
        _residuals.Write(writer);
    }

    public void Restore(ref StateReader reader)
    {
        _average = reader.Number();
        _residuals.Restore(ref reader);
    }

    private static double Ratio(double distance, double unit) =>
        distance == 0 ? 0 : distance < unit * MostRatio ? distance / unit : MostRatio;
}
