using Plimsoll.Anomaly.Outliers;

namespace Plimsoll.Anomaly.Methods;

/// <summary>
/// The chance of a value so far from the average of the last ones, by the tail of such distances (DSPOT: Siffer, Fouque, Termier
/// and Largouët, KDD 2017, section 4.4): for series whose level wanders. Distances of both signs are one tail.
/// </summary>
internal sealed class SpotMethod : ISeriesMethod
{
    /// <summary>Values from which the threshold follows.</summary>
    public const int Learning = 500;

    /// <summary>Share of the values that were learnt from above the threshold.</summary>
    private const double PeakShare = 0.05;

    /// <summary>q: chance of a value that is an anomaly.</summary>
    private const double Chance = 1e-4;
    private const int MostPeaks = 200;
    private const int Depth = 10;

    private readonly Queue<double> _last = new(Depth);
    private readonly List<double> _learnt = new(Learning);
    private readonly Queue<double> _peaks = new(MostPeaks);
    private ExtremeTail? _tail;
    private double _threshold;
    private long _count;
    private long _above;

    public double Next(double value)
    {
        var distance = _last.Count == 0 ? 0 : Math.Abs(value - _last.Average());
        var strength = _count < Learning ? Learn(distance) : Judge(distance);
        if (strength < 1)
            Follow(value);
        return strength;
    }

    private double Learn(double distance)
    {
        _count++;
        _learnt.Add(distance);
        if (_count < Learning)
            return 0;
        _learnt.Sort();
        _threshold = _learnt[(int)(Learning * (1 - PeakShare)) - 1];
        foreach (var peak in _learnt.Where(d => d > _threshold))
            Keep(peak);
        _learnt.Clear();
        Fit();
        return 0;
    }

    private double Judge(double distance)
    {
        var strength = distance > _threshold && _tail is { } tail ? Math.Log(Math.Max(tail.Chance(distance), double.Epsilon)) / Math.Log(Chance) : 0;
        if (strength >= 1)
            return strength;
        _count++;
        if (distance > _threshold)
        {
            Keep(distance);
            Fit();
        }
        return strength;
    }

    private void Keep(double distance)
    {
        _above++;
        if (_peaks.Count == MostPeaks)
            _peaks.Dequeue();
        _peaks.Enqueue(distance - _threshold);
    }

    private void Fit() => _tail = _peaks.Count > 1 && GeneralizedPareto.Fit([.. _peaks]) is { } excess ? new(_threshold, _count, _above, excess) : null;

    private void Follow(double value)
    {
        if (_last.Count == Depth)
            _last.Dequeue();
        _last.Enqueue(value);
    }
}
