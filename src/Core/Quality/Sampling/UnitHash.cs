namespace Plimsoll.Quality.Sampling;

/// <summary>A keyed hash as a number that is uniform on (0, 1], so that replays and other nodes pick the same requests.</summary>
public static class UnitHash
{
    private const double Step = 1d / (1UL << 53);

    public static double Of(ulong hash) => ((hash >> 11) + 1) * Step;
}
