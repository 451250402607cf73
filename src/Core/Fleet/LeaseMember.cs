namespace Plimsoll.Fleet;

/// <summary>
/// One member's view of a lease for work that exists once per fleet. Decides, and leaves reading and writing to its host.
/// Members compare no clocks: each measures with its own for how long the record has stood still. Whoever takes work
/// checks the token as well (<see cref="Fence"/>), since a holder may be stopped for long just after it looked.
/// </summary>
/// <param name="name">Different for every start of a member.</param>
public sealed class LeaseMember(string name, LeaseSettings settings)
{
    private LeaseRecord? _seen;
    private long _seenSinceMs;
    private long _renewAtMs;
    private (long Token, long UntilMs)? _held;

    /// <summary>The fencing token while the lease is held; null otherwise.</summary>
    /// <param name="nowMs">A clock of this process that never goes back, milliseconds.</param>
    public long? Token(long nowMs) => _held is { } held && nowMs < held.UntilMs ? held.Token : null;

    /// <summary>Takes note of what the store holds.</summary>
    public void Observe(LeaseRecord record, long nowMs)
    {
        if (record.Holder != name || record.Token != _held?.Token)
            _held = null;
        if (record == _seen)
            return;
        _seen = record;
        _seenSinceMs = nowMs;
    }

    /// <summary>The record to put in the place of the one that was observed last; null when there is nothing to do.</summary>
    public LeaseRecord? Next(long nowMs)
    {
        if (_seen is not { } seen)
            return null;
        if (_held is { } held && seen.Holder == name && seen.Token == held.Token)
            return nowMs >= _renewAtMs ? seen with { Renewal = seen.Renewal + 1 } : null;
        var vacant = seen.Holder.Length == 0 || nowMs - _seenSinceMs >= settings.DurationMs;
        return vacant ? new LeaseRecord(name, seen.Token + 1, 0) : null;
    }

    /// <summary>The store took the record of <see cref="Next"/>.</summary>
    /// <param name="startedMs">When the write began: the lease is not counted from its answer.</param>
    public void Written(LeaseRecord record, long startedMs)
    {
        _seen = record;
        _seenSinceMs = startedMs;
        _held = record.Holder == name ? (record.Token, startedMs + settings.DurationMs - settings.MarginMs) : null;
        _renewAtMs = startedMs + settings.RenewalMs;
    }

    /// <summary>The record that gives the lease back at once; null when it is not held.</summary>
    public LeaseRecord? Release() => _held is { } held && _seen is { } seen && seen.Token == held.Token ? seen with { Holder = "" } : null;
}
