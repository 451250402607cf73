namespace Plimsoll.Quality.Calibration;

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014): the same seed gives the same numbers on every machine and runtime.</summary>
internal struct SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below <paramref name="end"/>; its bias is below end/2⁶⁴.</summary>
    public int Below(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);
}
