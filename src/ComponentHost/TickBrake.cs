namespace Plimsoll.ComponentHost;

/// <summary>Skips more and more ticks, at most 64, of a component whose ticks keep failing.</summary>
internal sealed class TickBrake
{
    private const int MostSkipped = 64;

    private int _step;
    private int _skip;

    /// <summary>Whether this tick is to be skipped.</summary>
    public bool Holds() => _skip > 0 && _skip-- > 0;

    public void Tighten()
    {
        _step = int.Clamp(_step * 2, 1, MostSkipped);
        _skip = _step;
    }

    public void Loosen() => _step = 0;
}
