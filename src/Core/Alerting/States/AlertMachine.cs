using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.States;

/// <summary>
/// The life of one alert: inactive, pending until the condition held for long enough, firing, recovering until it was
/// gone for long enough. No data freezes its clocks; it never resolves an alert.
/// </summary>
public sealed partial class AlertMachine
{
    /// <summary>No data for so long, and a pending alert is dropped.</summary>
    public const long NoDataMs = 300_000;

    private const long Never = 0;

    /// <summary>By priority: since when the condition has held at it or at one more urgent.</summary>
    private readonly long[] _heldSince = new long[AlertPriorities.All.Count];

    private readonly FlapGuard _flaps = new();
    private long _lastMs;
    private long _knownMs;
    private long _goneSinceMs;
    private long _milderSinceMs;

    public AlertState State { get; private set; }

    /// <summary>Null before the condition ever held.</summary>
    public AlertPriority? Priority { get; private set; }

    /// <summary>When the condition began to hold that the present state rests on; 0 while inactive.</summary>
    public long SinceMs { get; private set; }

    /// <summary>When it fired last; 0 before.</summary>
    public long FiredMs { get; private set; }

    /// <summary>Whether somebody was told of the present firing.</summary>
    public bool Told { get; private set; }

    /// <summary>Whether another alert covered it at the last tick.</summary>
    public bool Inhibited { get; private set; }

    public bool Flapping => _flaps.Mutes;

    public bool IsActive => State is AlertState.Firing or AlertState.Recovering;

    /// <param name="nowMs">Unix milliseconds, above 0; never before the tick before.</param>
    /// <param name="timing">By priority.</param>
    /// <returns>What changed, in order; mostly nothing.</returns>
    public IReadOnlyList<AlertEvent> Tick(long nowMs, AlertReading reading, Func<AlertPriority, AlertTiming> timing)
    {
        List<AlertEvent>? events = null;
        Inhibited = reading.Inhibited;
        if (reading.Condition is not { } holds)
            Freeze(nowMs);
        else
        {
            Hold(nowMs, holds, reading.Priority);
            Step(nowMs, holds, reading.Priority, timing, ref events);
            _knownMs = nowMs;
        }
        TellWhenUncovered(ref events);
        ClearFlapping(nowMs, ref events);
        _lastMs = nowMs;
        return events ?? (IReadOnlyList<AlertEvent>)[];
    }

    /// <summary>Ends the alert, for its rule or its component is no more; null where none is active. Nothing holds its end back: no tick comes after it.</summary>
    public AlertEvent? End()
    {
        var ended = new AlertEvent(AlertEventKind.Resolved, Priority ?? AlertPriority.P3, Told ? AlertMute.None : AlertMute.NeverSent);
        var wasActive = IsActive;
        (State, Priority, SinceMs) = (AlertState.Inactive, null, Never);
        Array.Clear(_heldSince);
        return wasActive ? ended : null;
    }

    private void Freeze(long nowMs)
    {
        if (State == AlertState.Pending && nowMs - _knownMs >= NoDataMs)
        {
            State = AlertState.Inactive;
            SinceMs = Never;
            Array.Clear(_heldSince);
            return;
        }
        var passed = nowMs - _lastMs;
        for (var i = 0; i < _heldSince.Length; i++)
            _heldSince[i] += _heldSince[i] == Never ? 0 : passed;
        _goneSinceMs += passed;
        _milderSinceMs += _milderSinceMs == Never ? 0 : passed;
    }

    private void Hold(long nowMs, bool holds, AlertPriority priority)
    {
        for (var i = 0; i < _heldSince.Length; i++)
        {
            var held = holds && i >= (int)priority;
            _heldSince[i] = !held ? Never : _heldSince[i] == Never ? nowMs : _heldSince[i];
        }
    }

    private void Step(long nowMs, bool holds, AlertPriority priority, Func<AlertPriority, AlertTiming> timing, ref List<AlertEvent>? events)
    {
        switch (State)
        {
            case AlertState.Inactive or AlertState.Pending when holds:
                Pend(nowMs, priority, timing, ref events);
                break;
            case AlertState.Pending:
                (State, Priority, SinceMs) = (AlertState.Inactive, null, Never);
                break;
            case AlertState.Firing when !holds:
                (State, _goneSinceMs) = (AlertState.Recovering, nowMs);
                break;
            case AlertState.Recovering when !holds:
                Recover(nowMs, timing, ref events);
                break;
            case AlertState.Firing or AlertState.Recovering:
                State = AlertState.Firing;
                Weigh(nowMs, priority, timing, ref events);
                break;
        }
    }

    private void Pend(long nowMs, AlertPriority priority, Func<AlertPriority, AlertTiming> timing, ref List<AlertEvent>? events)
    {
        if (State == AlertState.Inactive)
            (State, SinceMs) = (AlertState.Pending, nowMs);
        Priority = priority;
        foreach (var level in AlertPriorities.All)
        {
            var since = _heldSince[(int)level];
            if (since == Never || nowMs - since < timing(level).For.TotalMilliseconds)
                continue;
            Fire(nowMs, level, ref events);
            return;
        }
    }

    private void Fire(long nowMs, AlertPriority priority, ref List<AlertEvent>? events)
    {
        (State, Priority, FiredMs, _milderSinceMs) = (AlertState.Firing, priority, nowMs, Never);
        var muted = _flaps.Mutes ? AlertMute.Flapping : Inhibited ? AlertMute.Inhibited : AlertMute.None;
        Told = muted == AlertMute.None;
        Add(ref events, new(AlertEventKind.Firing, priority, muted));
        if (_flaps.Fired(nowMs))
            Add(ref events, new(AlertEventKind.Flapping, priority));
    }

    private void Weigh(long nowMs, AlertPriority priority, Func<AlertPriority, AlertTiming> timing, ref List<AlertEvent>? events)
    {
        var present = Priority ?? priority;
        if (priority.IsMoreUrgentThan(present))
            Change(AlertEventKind.Escalated, priority, ref events);
        if (!present.IsMoreUrgentThan(priority))
        {
            _milderSinceMs = Never;
            return;
        }
        if (_milderSinceMs == Never)
            _milderSinceMs = nowMs;
        if (nowMs - _milderSinceMs >= timing(present).Keep.TotalMilliseconds)
            Change(AlertEventKind.Deescalated, priority, ref events);
    }

    private void Change(AlertEventKind kind, AlertPriority priority, ref List<AlertEvent>? events)
    {
        (Priority, _milderSinceMs) = (priority, Never);
        var muted = _flaps.Mutes ? AlertMute.Flapping : Inhibited ? AlertMute.Inhibited : AlertMute.None;
        Told |= muted == AlertMute.None;
        Add(ref events, new(kind, priority, muted));
    }

    private void Recover(long nowMs, Func<AlertPriority, AlertTiming> timing, ref List<AlertEvent>? events)
    {
        var priority = Priority ?? AlertPriority.P3;
        if (nowMs - _goneSinceMs < timing(priority).Keep.TotalMilliseconds)
            return;
        var muted = _flaps.Mutes ? AlertMute.Flapping : Told ? AlertMute.None : AlertMute.NeverSent;
        (State, Priority, SinceMs) = (AlertState.Inactive, null, Never);
        _flaps.Resolved(nowMs);
        Add(ref events, new(AlertEventKind.Resolved, priority, muted));
    }

    private void TellWhenUncovered(ref List<AlertEvent>? events)
    {
        if (State != AlertState.Firing || Told || Inhibited || _flaps.Mutes || Priority is not { } priority)
            return;
        Told = true;
        Add(ref events, new(AlertEventKind.Firing, priority));
    }

    private void ClearFlapping(long nowMs, ref List<AlertEvent>? events)
    {
        if (_flaps.Cleared(nowMs))
            Add(ref events, new(AlertEventKind.FlapCleared, Priority ?? AlertPriority.P3));
    }

    private static void Add(ref List<AlertEvent>? events, AlertEvent added) => (events ??= []).Add(added);
}
