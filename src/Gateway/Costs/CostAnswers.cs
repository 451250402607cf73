using Plimsoll.Costs;

namespace Plimsoll.Gateway.Costs;

/// <summary>What components cost over some UTC days; dollars.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Components">The dearest first.</param>
public sealed record CostsAnswer(DateOnly From, DateOnly To, CostTotals Totals, IReadOnlyList<ComponentCostAnswer> Components)
{
    internal static CostsAnswer Of(DayPeriod period, IReadOnlyList<ComponentCost> costs) => new(
        period.From, period.To, costs.Aggregate(CostTotals.None, (sum, c) => sum.Plus(c.Totals)), [.. costs.Select(ComponentCostAnswer.Of)]);
}

/// <param name="Priced">False where no price is known: every amount is 0 then and says nothing.</param>
/// <param name="Days">Days of the period of which something is known.</param>
/// <param name="PerAcceptedAnswer">At least so much: the answers accepted are an upper bound.</param>
/// <param name="Versions">By model version; a name of null for requests that name none.</param>
/// <param name="Estimates">What of it is estimated, and from what.</param>
public sealed record ComponentCostAnswer(
    string Component, bool Priced, int Days, CostTotals Cost, long Requests, long InputTokens, long OutputTokens, double? PerMillionTokens,
    double? PerAcceptedAnswer, AcceptedAnswers Accepted, IReadOnlyList<CostPart> Versions, IReadOnlyList<CostPart> Tenants, RightSizing RightSizing,
    IReadOnlyList<string> Estimates)
{
    internal static ComponentCostAnswer Of(ComponentCost c) => new(
        c.Component, c.Priced, c.Days, c.Totals, c.Requests, c.InputTokens, c.OutputTokens, c.PerMillionTokens, c.PerAcceptedAnswer, c.Accepted,
        c.Versions, c.Tenants, c.RightSizing, c.Estimates);
}
