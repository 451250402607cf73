using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Queue;

/// <summary>Why and until when no call begins: the budget is spent, or the judge's quota, or it asked for patience.</summary>
internal sealed class QueueParking
{
    public const string Budget = "budget";
    public const string FleetBudget = "fleet_budget";
    public const string Quota = "quota";
    public const string Throttled = "throttled";

    /// <summary>Since the judge last answered otherwise; not saved.</summary>
    private int _pauses;

    /// <summary>Unix milliseconds.</summary>
    public long UntilMs { get; private set; }

    /// <summary>Null before the first time.</summary>
    public string? Reason { get; private set; }

    /// <summary>The judge asked for patience: after the pause one call decides.</summary>
    public bool IsPausing => _pauses > 0;

    public bool Holds(long nowMs) => nowMs < UntilMs;

    public void Park(long untilMs, string reason)
    {
        if (untilMs > UntilMs)
            (UntilMs, Reason) = (untilMs, reason);
    }

    /// <summary>A judge that asks for patience means all that wait.</summary>
    /// <param name="jitter">See <see cref="BackOff.DelayMs"/>.</param>
    /// <param name="asked">The judge's Retry-After.</param>
    public void Pause(long nowMs, double jitter, TimeSpan? asked)
    {
        // The other calls of the same moment say the same.
        if (!Holds(nowMs) || !IsPausing)
            _pauses++;
        Park(nowMs + BackOff.DelayMs(_pauses, jitter, asked), Throttled);
    }

    public void Answered() => _pauses = 0;

    public void Write(StateWriter writer)
    {
        writer.Count(UntilMs);
        writer.Text(Reason);
    }

    /// <summary>A spent budget is found again by the next call, and may be another one after a start.</summary>
    public static QueueParking Read(ref StateReader reader)
    {
        var parking = new QueueParking { UntilMs = reader.Count(), Reason = reader.Text() };
        return parking.Reason is Budget or FleetBudget ? new() : parking;
    }
}
