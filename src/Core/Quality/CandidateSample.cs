using Plimsoll.Telemetry;

namespace Plimsoll.Quality;

/// <summary>
/// Says at decode whether a request is a candidate of the sample whose texts are kept: when its keyed hash, taken as a
/// number from 0 to 1, lies below the rate. The same request is a candidate wherever and however often it comes in.
/// </summary>
/// <param name="rate">0 to 1.</param>
public readonly struct CandidateSample(KeyedHash hash, double rate)
{
    private const double Range = 18446744073709551616.0;

    private readonly bool all = rate >= 1;
    private readonly ulong cutoff = rate >= 1 ? ulong.MaxValue : (ulong)(Math.Max(rate, 0) * Range);

    /// <summary>Whether any request can be a candidate.</summary>
    public bool IsEmpty => !all && cutoff == 0;

    /// <param name="id">What identifies the request: its id, or that of its trace and span.</param>
    public bool Includes(ReadOnlySpan<byte> id) => all || (cutoff > 0 && hash.Hash64(id) < cutoff);
}
