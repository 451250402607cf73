using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <summary>What several components add up to. Rates are over the last five minutes; null means that none reports it.</summary>
public record FleetTotals
{
    public int Components { get; init; }

    /// <summary>Components by state.</summary>
    public IReadOnlyDictionary<string, int> States { get; init; } = new Dictionary<string, int>();

    public double RequestsPerSecond { get; init; }
    public long RequestsLastHour { get; init; }

    /// <summary>Weighted by requests.</summary>
    public double? ErrorRatio { get; init; }

    public double OutputTokensPerSecond { get; init; }

    /// <summary>Weighted by the GPUs in use.</summary>
    public double? GpuUtilizationRatio { get; init; }

    public int? GpusUsed { get; init; }
    public double? CostPerHour { get; init; }

    public static FleetTotals Of(IReadOnlyList<ComponentSummary> fleet) => new()
    {
        Components = fleet.Count,
        States = Enum.GetValues<ComponentState>().ToDictionary(Wire.Name, s => fleet.Count(c => c.State == s)),
        RequestsPerSecond = fleet.Sum(c => c.RequestsPerSecond),
        RequestsLastHour = fleet.Sum(c => c.RequestsByMinute.Sum()),
        ErrorRatio = WeightedMean(fleet, c => c.ErrorRatio, c => c.RequestsPerSecond),
        OutputTokensPerSecond = fleet.Sum(c => c.OutputTokensPerSecond),
        GpuUtilizationRatio = WeightedMean(fleet, c => c.GpuUtilizationRatio, c => c.GpusUsed ?? 0),
        GpusUsed = fleet.Any(c => c.GpusUsed is not null) ? fleet.Sum(c => c.GpusUsed ?? 0) : null,
        CostPerHour = fleet.Any(c => c.CostPerHour is not null) ? fleet.Sum(c => c.CostPerHour ?? 0) : null,
    };

    private static double? WeightedMean(
        IReadOnlyList<ComponentSummary> fleet, Func<ComponentSummary, double?> value, Func<ComponentSummary, double> weight)
    {
        double sum = 0, weights = 0;
        foreach (var component in fleet)
        {
            if (value(component) is not { } known)
                continue;
            sum += known * weight(component);
            weights += weight(component);
        }
        return weights > 0 ? sum / weights : null;
    }
}

/// <summary>The components of one endpoint; a null endpoint holds those that name none.</summary>
public sealed record EndpointTotals : FleetTotals
{
    public EndpointTotals(FleetTotals totals) : base(totals) { }

    public string? Endpoint { get; init; }
    public IReadOnlyList<string> ComponentNames { get; init; } = [];
}

/// <summary>The whole fleet, and each endpoint's share of it.</summary>
public sealed record FleetAnswer(FleetTotals Totals, IReadOnlyList<EndpointTotals> Endpoints)
{
    public static FleetAnswer Of(IReadOnlyList<ComponentSummary> fleet) => new(
        FleetTotals.Of(fleet),
        [
            .. fleet.GroupBy(c => c.Endpoint).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new EndpointTotals(FleetTotals.Of([.. g]))
            {
                Endpoint = g.Key,
                ComponentNames = [.. g.Select(c => c.Component)],
            }),
        ]);
}
