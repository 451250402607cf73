namespace Plimsoll.Quality.Budgets;

/// <summary>Room held for one call.</summary>
/// <param name="Id">Of the call; each retry has its own, since each is billed.</param>
/// <param name="Most">What the call can cost at most.</param>
internal readonly record struct Reservation(string Id, string Tenant, long Day, JudgeCost Most);

/// <summary>Whether a call may be made.</summary>
public abstract record ReservationResult
{
    private ReservationResult() { }

    public sealed record Granted : ReservationResult;

    /// <summary>The call is under way or done already; it is not made twice.</summary>
    public sealed record Repeated : ReservationResult;

    /// <param name="Scope"><c>component</c>, <c>tenant</c> or <c>fleet</c>.</param>
    /// <param name="UntilMs">Start of the next UTC day, when there is room again.</param>
    public sealed record Refused(string Scope, BudgetMeasure Measure, long UntilMs) : ReservationResult;
}
