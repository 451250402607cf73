using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Costs;

/// <summary>What a component cost over some UTC days, and what for.</summary>
/// <param name="Priced">False where no price is known: every amount is 0 then and says nothing.</param>
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
            evidence.Component, settings.Price is not null || IsSageMakers(settings, totals), days.Count, totals, days.Sum(d => d.Requests), days.Sum(d => d.InputTokens),
            days.Sum(d => d.OutputTokens), AcceptedAnswers.Of(days), versions, tenants,
            RightSizing.Of(days, settings, objectivesKept), [.. Said(settings, totals, versions.Count + tenants.Count > 0, evidence.Missing)]);
    }

    /// <summary>Whether what GPUs cost was reckoned by what SageMaker says of them.</summary>
    private static bool IsSageMakers(ComponentSettings settings, CostTotals totals) =>
        settings is { EndpointPrices: not null, Price: null or { GpuHour: null } } && totals.Gpu > 0;

    private static string GpuBasis(ComponentSettings settings) => settings switch
    {
        { Price: null or { GpuHour: null }, EndpointPrices: { } prices } => $"GPU cost is the GPUs that SageMaker reported, used or idle, while it reported them, at {prices.Source}",
        { ReservedGpus: not null } => "GPU cost is the reserved GPUs by the clock",
        _ => "GPU cost is the GPUs that reported work, while their readings were fresh",
    };

    private static IEnumerable<string> Said(ComponentSettings settings, CostTotals totals, bool parts, int missing)
    {
        if (settings.Price is null && !IsSageMakers(settings, totals))
        {
            yield return settings.EndpointPrices is null ? "No price is configured for the component" : "No price is configured for the component, and SageMaker reported no GPUs of it";
            yield break;
        }
        if (settings.Price?.Source is { } source)
            yield return $"The price of a GPU hour comes from {source}";
        if (totals.Gpu > 0)
            yield return GpuBasis(settings);
        if (totals.Gpu > 0 && parts)
            yield return "GPU cost is shared out by output tokens";
        if (totals.GpuUnmeasured > 0)
            yield return FormattableString.Invariant($"How idle the GPUs were is not known of ${totals.GpuUnmeasured:0.00}: no readings");
        if (missing > 0)
            yield return $"{missing} weeks could not be read from the store";
    }
}
