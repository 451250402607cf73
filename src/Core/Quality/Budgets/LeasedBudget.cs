using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Budgets;

/// <summary>
/// The holder's side of a <see cref="FleetBudget"/>: what is left of its slice. Saved with the holder's state before
/// each call, so a holder that comes back never spends a slice twice.
/// </summary>
internal sealed class LeasedBudget
{
    /// <summary>End of a slice that is closed.</summary>
    private const long Closed = 0;

    private Lease? _lease;
    private JudgeCost _spent;
    private JudgeCost _reserved;

    public Lease? Lease => _lease;

    /// <summary>Whether calls may no longer begin in the slice, since what was spent of it is being reported.</summary>
    private bool IsClosed => _lease is { EndMs: Closed };

    /// <summary>
    /// Holds another slice in the place of one that was closed. An answer that comes twice, or after another, changes nothing:
    /// of that slice something may be spent already.
    /// </summary>
    public void Take(Lease lease)
    {
        if (_lease is { } held && (!IsClosed || (lease.Day == held.Day && lease.Number <= held.Number)))
            return;
        (_lease, _spent, _reserved) = (lease, default, default);
    }

    /// <summary>Holds room for a call of at most this cost, in the slice that is returned; null where it may not begin now.</summary>
    public Lease? Reserve(JudgeCost most, long nowMs)
    {
        if (_lease is null || IsClosed || nowMs >= _lease.EndMs || !(_spent + _reserved + most).Fits(_lease.Amount))
            return null;
        _reserved += most;
        return _lease;
    }

    /// <summary>A call whose slice was closed meanwhile has been reported with its maximum.</summary>
    public void Settle(Lease lease, JudgeCost most, JudgeCost actual)
    {
        if (!ReferenceEquals(lease, _lease))
            return;
        _reserved -= most;
        _spent += actual;
    }

    /// <summary>
    /// Ends the slice: calls under way count with their maximum. To be saved before it is reported, since what is not spent
    /// is somebody else's from then on; says the same until another is taken. Null without a slice.
    /// </summary>
    public LeaseReport? Close()
    {
        if (_lease is not { } lease)
            return null;
        (_lease, _spent, _reserved) = (lease with { EndMs = Closed }, _spent + _reserved, default);
        return new LeaseReport(lease.Number, lease.Holder, _spent);
    }

    /// <summary>Whether the time of the slice is over and it is not closed yet.</summary>
    public bool IsOver(long nowMs) => _lease is { } lease && !IsClosed && nowMs >= lease.EndMs;

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
