namespace Plimsoll.Gateway.Publishing;

/// <summary>So many calls a second, saved up for a short while.</summary>
internal sealed class CallPace(int perSecond, TimeSpan burst)
{
    private readonly double _most = Math.Max(1, perSecond * burst.TotalSeconds);
    private double _left = Math.Max(1, perSecond * burst.TotalSeconds);
    private long? _last;

    public bool TryTake(long timestamp, long frequency)
    {
        _left = Math.Min(_most, _left + (timestamp - (_last ?? timestamp)) / (double)frequency * perSecond);
        _last = timestamp;
        if (_left < 1)
            return false;
        _left--;
        return true;
    }
}
