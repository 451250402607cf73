using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Costs;

/// <summary>What a component cost over some UTC days, and what for.</summary>
/// <param name="Priced">False where no price is configured: every amount is 0 then and says nothing.</param>
/// <param name="Estimates">What of it is estimated, and from what.</param>
public sealed record ComponentCost(
    string Component, bool Priced, int Days, CostTotals Totals, long Requests, long InputTokens, long OutputTokens, AcceptedAnswers Accepted,
    IReadOnlyList<CostPart> Versions, IReadOnlyList<CostPart> Tenants, RightSizing RightSizing, IReadOnlyList<string> Estimates)
{
    private const double Million = 1e6;

    public double? PerAcceptedAnswer => Priced && Accepted.Count > 0 ? Totals.Total / Accepted.Count : null;

    public double? PerMillionTokens => Priced && InputTokens + OutputTokens > 0 ? Totals.Total / (InputTokens + OutputTokens) * Million : null;

    /// <param name="objectivesKept">False while an error budget is overdrawn.</param>
    public static ComponentCost Of(EvidenceSet evidence, ComponentSettings settings, bool objectivesKept)
    {
        var days = evidence.Days;
        var totals = days.Aggregate(CostTotals.None, (sum, d) => sum.Plus(CostTotals.Of(d.Cost)));
        var versions = CostPart.Of(days, d => d.Versions, totals);
        var tenants = CostPart.Of(days, d => d.Tenants, totals);
        return new(
            evidence.Component, settings.Price is not null, days.Count, totals, days.Sum(d => d.Requests), days.Sum(d => d.InputTokens),
            days.Sum(d => d.OutputTokens), AcceptedAnswers.Of(days), versions, tenants,
            RightSizing.Of(days, settings, objectivesKept), [.. Said(settings, totals, versions.Count + tenants.Count > 0, evidence.Missing)]);
    }

    private static IEnumerable<string> Said(ComponentSettings settings, CostTotals totals, bool parts, int missing)
    {
        if (settings.Price is not { } price)
        {
            yield return "No price is configured for the component";
            yield break;
        }
        if (price.Source is { } source)
            yield return $"The price of a GPU hour comes from {source}";
        if (totals.Gpu > 0)
            yield return settings.ReservedGpus is not null ? "GPU cost is the reserved GPUs by the clock" : "GPU cost is the GPUs that reported work, while their readings were fresh";
        if (totals.Gpu > 0 && parts)
            yield return "GPU cost is shared out by output tokens";
        if (totals.GpuUnmeasured > 0)
            yield return FormattableString.Invariant($"How idle the GPUs were is not known of ${totals.GpuUnmeasured:0.00}: no readings");
        if (missing > 0)
            yield return $"{missing} weeks could not be read from the store";
    }
}
