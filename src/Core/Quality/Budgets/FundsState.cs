using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Budgets;

/// <summary>A fleet's budget between two exchanges, as bytes of whoever stores it.</summary>
public static class FundsState
{
    /// <param name="state">Empty for a budget that begins.</param>
    /// <returns>What to store in its place, and the slice that was granted once it is stored.</returns>
    /// <exception cref="InvalidDataException">The bytes are no state.</exception>
    public static (byte[] State, Lease? Lease) Exchange(ReadOnlyMemory<byte> state, SliceWish wish, BudgetLimit limit, long nowMs)
    {
        var reader = new StateReader("fleet budget", state.Span);
        var budget = state.IsEmpty ? new FleetBudget() : FleetBudget.Read(ref reader);
        var lease = budget.Exchange(wish, limit, nowMs);
        var writer = new StateWriter();
        budget.Write(writer);
        return (writer.ToArray(), lease);
    }
}
