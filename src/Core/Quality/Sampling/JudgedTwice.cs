using System.Numerics;

namespace Plimsoll.Quality.Sampling;

/// <summary>Which of the sample is judged a second time: a fixed share, by bits that had no part in choosing the sample.</summary>
public static class JudgedTwice
{
    public const double Share = 0.05;

    // A multiplication mixes the hash's low bits, which the choice hardly saw, into the high ones.
    public static bool Holds(ulong hash) => UnitHash.Of(BitOperations.RotateLeft(hash, 32) * 0x9E3779B97F4A7C15) <= Share;
}
