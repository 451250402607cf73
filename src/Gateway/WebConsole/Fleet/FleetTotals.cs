using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.WebConsole.Fleet;

/// <summary>The fleet in one line, from its rows. Null means no data.</summary>
/// <param name="ErrorRatio">Failed requests among all requests of the components that have any.</param>
public sealed record FleetTotals(
    int Components, int Failing, int Silent, double RequestsPerSecond, double? ErrorRatio, double OutputTokensPerSecond,
    int? GpusUsed, double? CostPerHour)
{
    public static FleetTotals Of(IReadOnlyList<ComponentSummary> rows)
    {
        var measured = rows.Where(r => r.ErrorRatio is not null && r.RequestsPerSecond > 0).ToList();
        var requests = measured.Sum(r => r.RequestsPerSecond);
        return new FleetTotals(
            rows.Count,
            rows.Count(r => r.State is ComponentState.Failing),
            rows.Count(r => r.State is ComponentState.Silent),
            rows.Sum(r => r.RequestsPerSecond),
            requests > 0 ? measured.Sum(r => r.ErrorRatio!.Value * r.RequestsPerSecond) / requests : null,
            rows.Sum(r => r.OutputTokensPerSecond),
            rows.Any(r => r.GpusUsed is not null) ? rows.Sum(r => r.GpusUsed) : null,
            rows.Any(r => r.CostPerHour is not null) ? rows.Sum(r => r.CostPerHour) : null);
    }
}
