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

    public void Add(long minute, bool bad)
    {
        var one = new EventCounts(bad ? 1 : 0, 1);
        _minutes.Add(minute, one);
        _hours.Add(minute / MinutesPerHour, one);
    }

    public void Add(long minute, EventCounts some)
    {
        _minutes.Add(minute, some);
        _hours.Add(minute / MinutesPerHour, some);
    }

    /// <summary>
    /// What came in the window that ends with the minute that runs; up to six hours by whole minutes, longer by whole
    /// hours.
    /// </summary>
    public EventCounts Over(TimeSpan window, long nowMs)
    {
        var minute = nowMs / MinuteMs;
        return window.TotalMinutes <= Minutes
            ? _minutes.Sum(minute - (long)window.TotalMinutes, minute)
            : _hours.Sum(minute / MinutesPerHour - (long)window.TotalHours, minute / MinutesPerHour);
    }

    public void Write(StateWriter writer)
    {
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
}
