using Plimsoll.Drift.Sequences;

namespace Plimsoll.Anomaly.Methods;

/// <summary>Whether the mean has moved, in standard deviations of the first values: for steps and slopes, not for spikes. Begins anew after an alarm.</summary>
internal sealed class PageHinkleyMethod : ISeriesMethod
{
    /// <summary>Values from which mean and deviation are learnt.</summary>
    public const int Learning = 200;

    private const double Tolerance = 0.5;
    private const double Threshold = 25;

    /// <summary>Standard deviations that a value counts for at most.</summary>
    private const double Most = 4;

    private readonly List<double> _learnt = new(Learning);
    private Moments _usual;
    private PageHinkley _up = new(Tolerance);
    private PageHinkley _down = new(Tolerance);

    public double Next(double value)
    {
        if (_learnt.Count < Learning)
        {
            _learnt.Add(value);
            if (_learnt.Count == Learning)
                (_usual, _up, _down) = (Moments.Of(_learnt), new(Tolerance), new(Tolerance));
            return 0;
        }
        var z = Math.Clamp((value - _usual.Mean) / Math.Max(Math.Sqrt(_usual.Variance), double.Epsilon), -Most, Most);
        var strength = Math.Max(_up.Next(z), _down.Next(-z)) / Threshold;
        if (strength >= 1)
            _learnt.Clear();
        return strength;
    }
}
