using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Costs;

namespace Plimsoll.Gateway.Costs;

/// <summary>What components cost over some days.</summary>
internal sealed class CostReader(EvidenceReader evidence, IComponentDirectory directory, PlimsollOptions options)
{
    /// <param name="names">Null for all components; those named exist.</param>
    public async Task<IReadOnlyList<ComponentCost>> ReadAsync(IReadOnlyList<string>? names, DayPeriod period, CancellationToken cancellation)
    {
        var costs = await evidence.ReadAsync(names, () => new(period.From, period.To), CostAsync, cancellation);
        return [.. costs.OrderByDescending(c => c.Totals.Total).ThenBy(c => c.Component, StringComparer.Ordinal)];
    }

    private async Task<ComponentCost> CostAsync(EvidenceSet days)
    {
        var settings = options.SettingsFor(days.Component);
        // Only who could take something away has to know whether the objectives are kept.
        var kept = settings.Price?.GpuHour is null || (await directory.Get(days.Component).GetViewAsync()).Budgets.All(b => b.Remaining is not <= 0);
        return ComponentCost.Of(days, settings, kept);
    }
}
