using Plimsoll.Components.History;
using Plimsoll.Components.Reporting;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>
/// Finds the busiest minutes. A minute is looked at once it is five minutes old; looking again changes nothing, so that the
/// cursor need not be saved.
/// </summary>
internal static class LoadReader
{
    private const int SettledAfter = 5;

    public static bool Advance(ComponentData data)
    {
        var book = data.Evidence;
        var last = Clock.Minute(data.PositionMs) - SettledAfter;
        var changed = false;
        for (var minute = Math.Max(book.LoadMinute + 1, last - Clock.ResidentMinutes); minute <= last; minute++)
        {
            var counters = HistoryReader.CountersOf(data, minute);
            if (counters.Requests == 0 && counters.OutputTokens == 0)
                continue;
            var day = EvidenceClock.Today(minute * Clock.MinuteMs);
            if (book.Find(day)?.Load.IsPeak(counters) is false)
                continue;
            book.Day(day, data.Version).Load.AddMinute(counters);
            changed = true;
        }
        book.LoadMinute = Math.Max(book.LoadMinute, last);
        return changed;
    }
}
