using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Budgets;

/// <summary>
/// One budget for a whole fleet, handed out in slices. A holder spends only what it holds, so what all spend together
/// never passes the limit, whoever dies. A lease that ends unreported counts as spent; when its holder comes back with
/// its saved state and reports, what it did not spend is free again.
/// </summary>
internal sealed class FleetBudget
{
    public const int MaxHolders = 65_536;

    /// <summary>How long a holder may spend a slice before it has to report.</summary>
    public const long LeaseMs = 300_000;

    /// <summary>A slice is at most this part of what is left, so that the last holders to ask still find something.</summary>
    private const int Slices = 8;

    private const byte Format = 1;

    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private JudgeCost _spent;
    private long _day;
    private long _number;

    /// <summary>Spent for certain, and held by holders who may yet spend it.</summary>
    public JudgeCost Committed => _leases.Values.Aggregate(_spent, (sum, lease) => sum + lease.Amount);

    public JudgeCost Spent => _spent;

    /// <summary>
    /// Takes a report and grants what is wanted. The same wish with a report again has the same answer. A holder that knows of
    /// no slice, though it has one, may have lost its state after it spent: that slice counts as spent.
    /// </summary>
    public Lease? Exchange(SliceWish wish, BudgetLimit limit, long nowMs)
    {
        if (wish.Report is { } report)
            Report(report);
        else if (_leases.TryGetValue(wish.Holder, out var forgotten))
            Report(new LeaseReport(forgotten.Number, forgotten.Holder, forgotten.Amount));
        return wish.Least == default ? null : Grant(wish.Holder, wish.Wanted, wish.Least, limit, nowMs);
    }

    /// <summary>
    /// Returns null when nothing that <paramref name="least"/> fits into is left today. A holder that has not reported
    /// its slice gets that same one again, for a longer time: it asks because the answer was lost.
    /// </summary>
    /// <param name="wanted">What the holder would like; it may get less.</param>
    /// <param name="least">The least that is of use to it: the maximum of one call.</param>
    public Lease? Grant(string holder, JudgeCost wanted, JudgeCost least, BudgetLimit limit, long nowMs)
    {
        Begin(DayLedger.DayOf(nowMs));
        var end = Math.Min(nowMs + LeaseMs, (_day + 1) * DayLedger.DayMs);
        if (_leases.TryGetValue(holder, out var held))
            return _leases[holder] = held with { EndMs = end };
        var left = limit.Left(Committed);
        if (!least.Fits(left) || _leases.Count >= MaxHolders)
            return null;
        var part = new JudgeCost(left.Calls / Slices, left.Tokens / Slices, left.NanoDollars / Slices);
        var amount = JudgeCost.Min(wanted, Larger(part, least));
        return _leases[holder] = new Lease(++_number, holder, _day, Larger(amount, least), end);
    }

    /// <summary>Ends a lease with what was spent of it. A report that comes again, or on another day, changes nothing.</summary>
    public bool Report(LeaseReport report)
    {
        if (!_leases.TryGetValue(report.Holder, out var lease) || lease.Number != report.Number)
            return false;
        _leases.Remove(report.Holder);
        _spent += report.Spent;
        return true;
    }

    /// <summary>Holders whose lease has ended without a report: they are to be asked, and count as having spent it all.</summary>
    public IReadOnlyList<string> Overdue(long nowMs) =>
        [.. _leases.Values.Where(l => l.EndMs <= nowMs).Select(l => l.Holder).Order(StringComparer.Ordinal)];

    private void Begin(long day)
    {
        if (day <= _day)
            return;
        (_day, _spent) = (day, default);
        _leases.Clear();
    }

    private static JudgeCost Larger(JudgeCost a, JudgeCost b) =>
        new(Math.Max(a.Calls, b.Calls), Math.Max(a.Tokens, b.Tokens), Math.Max(a.NanoDollars, b.NanoDollars));

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(_day);
        writer.Count(_number);
        _spent.Write(writer);
        writer.Count(_leases.Count);
        foreach (var lease in _leases.Values)
        {
            writer.Count(lease.Number);
            writer.Text(lease.Holder);
            writer.Count(lease.EndMs);
            lease.Amount.Write(writer);
        }
    }

    public static FleetBudget Read(ref StateReader reader)
    {
        reader.Version(Format);
        var budget = new FleetBudget { _day = reader.Count(), _number = reader.Count(), _spent = JudgeCost.Read(ref reader) };
        for (var left = reader.Length(MaxHolders); left > 0; left--)
        {
            var number = reader.Count();
            var holder = reader.Text() ?? throw reader.Corrupt("a lease without a holder");
            var end = reader.Count();
            budget._leases[holder] = new(number, holder, budget._day, JudgeCost.Read(ref reader), end);
        }
        return budget;
    }
}

/// <summary>A slice of the fleet's budget in one holder's hands.</summary>
/// <param name="Number">Of this slice; no two have the same.</param>
/// <param name="EndMs">No call may begin at or after it.</param>
public sealed record Lease(long Number, string Holder, long Day, JudgeCost Amount, long EndMs);
