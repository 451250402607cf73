using Plimsoll.Publishing;

namespace Plimsoll.Gateway.Publishing;

/// <summary>What publishing will cost a month, from the fullest minute of the last hour: each metric has one datum in it.</summary>
internal sealed class PublishingEstimate
{
    private const int Minutes = 60;
    private const double WorthSaying = 0.25;

    private readonly Queue<(int Metrics, int Calls)> _minutes = [];
    private double _said;

    public int Metrics => _minutes.Count == 0 ? 0 : _minutes.Max(m => m.Metrics);

    public int Calls => _minutes.Count == 0 ? 0 : _minutes.Max(m => m.Calls);

    public double MonthlyDollars => PublishingPrice.Monthly(Metrics, Calls);

    /// <returns>Whether the estimate differs by a quarter from what was said last.</returns>
    public bool Add(int metrics, int calls)
    {
        _minutes.Enqueue((metrics, calls));
        if (_minutes.Count > Minutes)
            _minutes.Dequeue();
        var now = MonthlyDollars;
        if (Math.Abs(now - _said) <= WorthSaying * _said)
            return false;
        _said = now;
        return true;
    }
}
