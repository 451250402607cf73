namespace Plimsoll.Drift.Sequences;

/// <summary>Whether the mean of a stream has risen (Page, 1954; Hinkley, 1971), without knowing it beforehand.</summary>
/// <param name="tolerance">Rise that is let pass, in the stream's unit.</param>
public sealed class PageHinkley(double tolerance)
{
    private long _count;
    private double _mean;
    private double _sum;
    private double _least = double.PositiveInfinity;

    /// <summary>Takes a value in; the caller alarms above its limit and begins anew.</summary>
    public double Next(double value)
    {
        _count++;
        _mean += (value - _mean) / _count;
        _sum += value - _mean - tolerance;
        _least = Math.Min(_least, _sum);
        return _sum - _least;
    }
}
