using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Queue;

/// <summary>
/// Leaves a judge alone that does not answer: after some failures in a row no call is made for a while, then a single
/// one that decides. The while doubles with each that fails.
/// </summary>
internal sealed class CircuitBreaker
{
    public const int FailuresToOpen = 5;
    public const long FirstOpenMs = 30_000;
    public const long MostOpenMs = 600_000;

    private int _failures;
    private int _openings;
    private long _openUntilMs;
    private string? _probe;

    public bool IsOpen => _openings > 0;

    /// <summary>Whether a call may begin; the one that decides is remembered by its id.</summary>
    public bool Allows(long nowMs) => !IsOpen || (nowMs >= _openUntilMs && _probe is null);

    public void Begin(string callId)
    {
        if (IsOpen)
            _probe = callId;
    }

    /// <summary>An answer of any kind: the judge is there.</summary>
    public void Answered(string callId)
    {
        // An answer to a call from before the circuit opened does not decide.
        if (IsOpen && _probe != callId)
            return;
        (_failures, _openings, _openUntilMs, _probe) = (0, 0, 0, null);
    }

    /// <summary>The call was never made: another may decide.</summary>
    public void Withdraw(string callId)
    {
        if (_probe == callId)
            _probe = null;
    }

    public void Failed(string callId, long nowMs)
    {
        if (IsOpen && _probe != callId)
            return;
        _probe = null;
        if (!IsOpen && ++_failures < FailuresToOpen)
            return;
        _openUntilMs = nowMs + Math.Min(MostOpenMs, FirstOpenMs << Math.Min(_openings, 10));
        _openings++;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(_failures);
        writer.Count(_openings);
        writer.Count(_openUntilMs);
    }

    /// <summary>A deciding call that was under way is nobody's any more: another may begin.</summary>
    public static CircuitBreaker Read(ref StateReader reader) =>
        new() { _failures = (int)reader.Count(), _openings = (int)reader.Count(), _openUntilMs = reader.Count() };
}
