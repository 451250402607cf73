using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Alerting.Objectives;

/// <summary>
/// Good and bad requests of one objective: six hours by the minute and thirty days by the hour. Only times with
/// requests take memory.
/// </summary>
internal sealed class BudgetLedger
{
    private const long MinuteMs = 60_000;
    private const int MinutesPerHour = 60;
    private const int Minutes = 6 * MinutesPerHour + 5;
    private const int Hours = Objective.PeriodDays * 24 + 1;

    private readonly CountRing _minutes = new(Minutes);
    private readonly CountRing _hours = new(Hours);

    /// <summary>The minute that is counted into outside the rings, since most requests are of one minute.</summary>
    private long _openMinute;

    private long _openBad;
    private long _openTotal;

    public void Add(long minute, bool bad)
    {
        if (minute != _openMinute)
            Open(minute);
        _openTotal++;
        if (bad)
            _openBad++;
    }

    public void Add(long minute, EventCounts some)
    {
        if (minute != _openMinute)
            Open(minute);
        _openTotal += some.Total;
        _openBad += some.Bad;
    }

    /// <summary>
    /// What came in the window that ends with the minute that runs; up to six hours by whole minutes, longer by whole
    /// hours.
    /// </summary>
    public EventCounts Over(TimeSpan window, long nowMs)
    {
        Open(_openMinute);
        var minute = nowMs / MinuteMs;
        return window.TotalMinutes <= Minutes
            ? _minutes.Sum(minute - (long)window.TotalMinutes, minute)
            : _hours.Sum(minute / MinutesPerHour - (long)window.TotalHours, minute / MinutesPerHour);
    }

    public void Write(StateWriter writer)
    {
        Open(_openMinute);
        _minutes.Write(writer);
        _hours.Write(writer);
    }

    public static BudgetLedger Read(ref StateReader reader)
    {
        var ledger = new BudgetLedger();
        ledger._minutes.Restore(ref reader);
        ledger._hours.Restore(ref reader);
        return ledger;
    }

    private void Open(long minute)
    {
        if (_openTotal > 0 || _openBad > 0)
        {
            _minutes.Add(_openMinute, new(_openBad, _openTotal));
            _hours.Add(_openMinute / MinutesPerHour, new(_openBad, _openTotal));
        }
        (_openMinute, _openBad, _openTotal) = (minute, 0, 0);
    }
}
