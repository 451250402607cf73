namespace Plimsoll.Quality.Budgets;

/// <summary>What a holder tells the keeper of a fleet's budget, and asks of it.</summary>
/// <param name="Report">Of the slice that the holder had and closed; null for none.</param>
/// <param name="Wanted">What the holder would like; it may get less.</param>
/// <param name="Least">The maximum of one call; nothing where the holder only gives back.</param>
public sealed record SliceWish(string Holder, LeaseReport? Report, JudgeCost Wanted, JudgeCost Least);

/// <summary>The port to the keeper of a fleet's budget.</summary>
public interface IFleetFunds
{
    /// <summary>Takes back and grants; null where nothing is left, or where the keeper cannot be reached now. The same wish may be made again.</summary>
    Task<Lease?> ExchangeAsync(SliceWish wish);
}
