using Plimsoll.Components.Views;

namespace Plimsoll.Costs;

/// <summary>What a model version or a tenant costs.</summary>
/// <param name="Name">Null for requests that name none.</param>
/// <param name="Tokens">Dollars of its tokens, exact.</param>
/// <param name="Gpu">Its share of the GPU dollars, an estimate: by output tokens, or by requests where there are none.</param>
public sealed record CostPart(string? Name, long Requests, long InputTokens, long OutputTokens, double Tokens, double Gpu)
{
    public double Total => Tokens + Gpu;

    /// <summary>The parts of a period, and a last one for what no part accounts for; dearest first. Empty where requests name none.</summary>
    internal static IReadOnlyList<CostPart> Of(IReadOnlyList<EvidenceDayView> days, Func<EvidenceDayView, IReadOnlyList<DayPartView>> parts, CostTotals totals)
    {
        var sums = days.SelectMany(parts).GroupBy(p => p.Name, StringComparer.Ordinal).Select(g => Sum(g.Key, [.. g])).ToList();
        if (sums.Count == 0)
            return [];
        var rest = Rest(days, sums, totals);
        if (rest.Requests > 0 || rest.OutputTokens > 0)
            sums.Add(rest);
        var (tokens, requests) = (sums.Sum(p => p.OutputTokens), sums.Sum(p => p.Requests));
        return [.. sums.Select(p => p with { Gpu = totals.Gpu * Share(p, tokens, requests) }).OrderBy(p => p.Name is null).ThenByDescending(p => p.Total)];
    }

    private static CostPart Sum(string name, IReadOnlyList<DayPartView> days) => new(
        name, days.Sum(d => d.Requests), days.Sum(d => d.InputTokens), days.Sum(d => d.OutputTokens), days.Sum(d => d.TokenDollars), 0);

    private static CostPart Rest(IReadOnlyList<EvidenceDayView> days, List<CostPart> known, CostTotals totals) => new(
        null,
        Math.Max(0, days.Sum(d => d.Requests) - known.Sum(p => p.Requests)),
        Math.Max(0, days.Sum(d => d.InputTokens) - known.Sum(p => p.InputTokens)),
        Math.Max(0, days.Sum(d => d.OutputTokens) - known.Sum(p => p.OutputTokens)),
        Math.Max(0, totals.Tokens - known.Sum(p => p.Tokens)), 0);

    private static double Share(CostPart part, long tokens, long requests) =>
        tokens > 0 ? (double)part.OutputTokens / tokens : requests > 0 ? (double)part.Requests / requests : 0;
}
