using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Parts;
using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.WebConsole.Fleet;

/// <summary>What the fleet's page shows.</summary>
/// <param name="Rows">The first <see cref="MaxRows"/> of those that match the filter, in order.</param>
/// <param name="Matching">All that match the filter.</param>
/// <param name="Totals">Over all components, whatever the filter.</param>
/// <param name="Wrong">All components that need attention, worst first, whatever the filter.</param>
/// <param name="Changes">Of all components, newest first.</param>
public sealed record FleetModel(
    DateTimeOffset Now, FleetTotals Totals, IReadOnlyList<ComponentSummary> Rows, int Matching, IReadOnlyList<ComponentSummary> Wrong, FleetOrder Order, string Filter,
    IReadOnlyList<ComponentChange> Changes)
{
    public const int MaxRows = 200;

    /// <summary>A row matches when its component, endpoint, model, version or state holds every word of the filter.</summary>
    public static FleetModel Build(
        DateTimeOffset now, IReadOnlyList<ComponentSummary> all, FleetOrder order, string? filter)
    {
        var words = (filter ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rows = order.Apply(all.Where(row => words.All(word => Matches(row, word)))).ToList();
        var wrong = FleetOrder.Default.Apply(all.Where(row => StateReason.Of(row, now) is not null)).ToList();
        return new FleetModel(now, FleetTotals.Of(all), [.. rows.Take(MaxRows)], rows.Count, wrong, order, string.Join(' ', words), ComponentChange.Of(all));
    }

    public string Address(FleetOrder order)
    {
        var parameters = new List<string>();
        if (Filter.Length > 0)
            parameters.Add("q=" + Uri.EscapeDataString(Filter));
        if (order != FleetOrder.Default)
            parameters.Add($"sort={order.Key}&dir={(order.Descending ? "desc" : "asc")}");
        return parameters.Count == 0 ? "/" : "/?" + string.Join('&', parameters);
    }

    private static bool Matches(ComponentSummary row, string word) =>
        new[] { row.Component, row.Endpoint, row.Model, row.ModelVersion, row.State.ToString() }
            .Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) is true);
}
