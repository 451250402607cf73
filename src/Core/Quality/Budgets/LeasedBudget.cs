using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Budgets;

/// <summary>
/// The holder's side of a <see cref="FleetBudget"/>: what is left of its slice. Saved with the holder's state before
/// each call, so a holder that comes back never spends a slice twice.
/// </summary>
internal sealed class LeasedBudget
{
    private Lease? _lease;
    private JudgeCost _spent;
    private JudgeCost _reserved;

    public Lease? Lease => _lease;

    public void Take(Lease lease)
    {
        if (_lease is not null)
            throw new InvalidOperationException("A slice is held already; it has to be reported first");
        (_lease, _spent, _reserved) = (lease, default, default);
    }

    /// <summary>Holds room for a call of at most this cost, in the slice that is returned; null where it may not begin now.</summary>
    public Lease? Reserve(JudgeCost most, long nowMs)
    {
        if (_lease is null || nowMs >= _lease.EndMs || !(_spent + _reserved + most).Fits(_lease.Amount))
            return null;
        _reserved += most;
        return _lease;
    }

    /// <summary>A call whose slice was given back meanwhile has been reported with its maximum.</summary>
    public void Settle(Lease lease, JudgeCost most, JudgeCost actual)
    {
        if (!ReferenceEquals(lease, _lease))
            return;
        _reserved -= most;
        _spent += actual;
    }

    /// <summary>Gives the slice back, calls under way included with their maximum; null without one.</summary>
    public LeaseReport? Return()
    {
        if (_lease is not { } lease)
            return null;
        var report = new LeaseReport(lease.Number, lease.Holder, _spent + _reserved);
        (_lease, _spent, _reserved) = (null, default, default);
        return report;
    }

    public void Write(StateWriter writer)
    {
        writer.Text(_lease?.Holder);
        writer.Count(_lease?.Number ?? 0);
        writer.Count(_lease?.Day ?? 0);
        writer.Count(_lease?.EndMs ?? 0);
        (_lease?.Amount ?? default).Write(writer);
        (_spent + _reserved).Write(writer);
    }

    /// <summary>Calls that were under way count with their maximum.</summary>
    public static LeasedBudget Read(ref StateReader reader)
    {
        var holder = reader.Text();
        var number = reader.Count();
        var day = reader.Count();
        var end = reader.Count();
        var amount = JudgeCost.Read(ref reader);
        return new() { _lease = holder is null ? null : new(number, holder, day, amount, end), _spent = JudgeCost.Read(ref reader) };
    }
}

/// <param name="Spent">Of the slice.</param>
public sealed record LeaseReport(long Number, string Holder, JudgeCost Spent);
