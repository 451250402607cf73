using System.Text;
using Plimsoll.Telemetry;

namespace Plimsoll.Quality.Sampling;

/// <summary>
/// The first of the two steps, taken at decode for every request: whether its texts are worth keeping until its
/// component has seen the minute's whole traffic. A request is a candidate when its unit hash is at most the cutoff
/// that the component publishes; one that the safety screen flagged always is.
/// </summary>
/// <param name="key">The deployment's; every gateway must hold the same.</param>
/// <param name="cutoff">Share of all requests, from 0 to 1.</param>
public readonly struct CandidateScreen(KeyedHash key, double cutoff)
{
    private const int StackBytes = TelemetryLimits.TextChars * 3;

    /// <summary>Probability with which an unflagged request is a candidate.</summary>
    public double Cutoff { get; } = cutoff is >= 0 and <= 1 ? cutoff : throw new ArgumentOutOfRangeException(nameof(cutoff), cutoff, "A cutoff is a share from 0 to 1");

    public ulong Hash(ReadOnlySpan<byte> requestId) => key.Hash64(requestId);

    /// <param name="requestId">At most <see cref="TelemetryLimits.TextChars"/> characters.</param>
    public ulong Hash(ReadOnlySpan<char> requestId)
    {
        Span<byte> utf8 = stackalloc byte[StackBytes];
        return key.Hash64(utf8[..Encoding.UTF8.GetBytes(requestId, utf8)]);
    }

    public bool IsCandidate(ulong hash, bool flagged) => flagged || UnitHash.Of(hash) <= Cutoff;
}
