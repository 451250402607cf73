namespace Plimsoll.Alerting.Objectives;

/// <summary>How much of an objective's error budget is left, and for how long at the present rate.</summary>
/// <param name="Remaining">1 for all of it, 0 when it is used up, below when it is overdrawn; null without requests.</param>
/// <param name="Burn1h">1 uses the budget up in exactly 30 days; null without requests in the last hour.</param>
/// <param name="HoursLeft">Until it is used up at the rate of the last hour; null when it is not being used up.</param>
public sealed record BudgetStanding(string Objective, double Target, double? Remaining, double? Burn1h, double? HoursLeft)
{
    internal static BudgetStanding Of(Objective objective, BudgetLedger ledger, long nowMs)
    {
        var period = TimeSpan.FromDays(Objectives.Objective.PeriodDays);
        var remaining = 1 - ledger.Over(period, nowMs).Burn(objective.Target);
        var burn = ledger.Over(TimeSpan.FromHours(1), nowMs).Burn(objective.Target);
        return new(objective.Name, objective.Target, remaining, burn, burn > 0 && remaining > 0 ? remaining / burn * period.TotalHours : null);
    }
}
