using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Objectives;

namespace Plimsoll.Core.Tests.Alerting.Objectives;

public class BudgetLedgerTests
{
    private const long Minute = 29_000_040;

    [Fact]
    public void Windows_hold_exactly_what_came_in_them_whatever_the_order()
    {
        var random = new Random(5);
        var events = Enumerable.Range(0, 5000).Select(_ => (At: Minute - random.Next(400), Bad: random.Next(4) == 0)).ToList();
        var ledger = new BudgetLedger();
        foreach (var (at, bad) in events.Where(e => e.At > Minute - 300))
            ledger.Add(at, bad);
        foreach (var (at, bad) in events.Where(e => e.At <= Minute - 300))
            ledger.Add(at, bad);
        ledger = Reloaded(ledger);

        foreach (var minutes in (int[])[5, 30, 60, 360])
        {
            var inside = events.Where(e => e.At >= Minute - minutes).ToList();
            Assert.Equal(new EventCounts(inside.Count(e => e.Bad), inside.Count), ledger.Over(TimeSpan.FromMinutes(minutes), Minute * 60_000 + 30_000));
        }
        Assert.Equal(events.Count, ledger.Over(TimeSpan.FromDays(3), Minute * 60_000).Total);
    }

    [Fact]
    public void Memory_is_bounded_by_the_period_however_long_it_runs()
    {
        var ledger = new BudgetLedger();
        for (var minute = 0; minute < 90 * 24 * 60; minute += 7)
            ledger.Add(Minute + minute, false);

        var writer = new StateWriter();
        ledger.Write(writer);
        Assert.InRange(writer.ToArray().Length, 1, 8 * 1024);
    }

    [Fact]
    public void What_is_older_than_the_rings_is_left_out()
    {
        var ledger = new BudgetLedger();
        ledger.Add(Minute, true);
        ledger.Add(Minute - 40 * 24 * 60, true);

        Assert.Equal(1, ledger.Over(TimeSpan.FromDays(30), Minute * 60_000).Bad);
    }

    private static BudgetLedger Reloaded(BudgetLedger ledger)
    {
        var writer = new StateWriter();
        ledger.Write(writer);
        var reader = new StateReader("objectives", writer.ToArray());
        var read = BudgetLedger.Read(ref reader);
        reader.End();
        return read;
    }
}
