using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.WebConsole.Fleet;

/// <summary>How the fleet's rows are ordered; stands in the address.</summary>
public sealed record FleetOrder(string Key, bool Descending)
{
    private static readonly Dictionary<string, (Func<ComponentSummary, IComparable?> Value, bool Descending)> Keys = new()
    {
        ["state"] = (s => Severity(s.State), true),
        ["component"] = (s => s.Component, false),
        ["requests"] = (s => s.RequestsPerSecond, true),
        ["errors"] = (s => s.ErrorRatio, true),
        ["ttft"] = (s => s.TtftP95Ms, true),
        ["total"] = (s => s.TotalP95Ms, true),
        ["tokens"] = (s => s.OutputTokensPerSecond, true),
        ["gpu"] = (s => s.GpuUtilizationRatio, true),
        ["cost"] = (s => s.CostPerHour, true),
    };

    /// <summary>What is wrong comes first.</summary>
    public static readonly FleetOrder Default = new("state", true);

    /// <summary>The order of that key and direction (<c>asc</c>, <c>desc</c> or the key's own), else the default.</summary>
    public static FleetOrder Parse(string? key, string? direction)
    {
        if (key is null || !Keys.TryGetValue(key, out var known))
            return Default;
        return new FleetOrder(key, direction switch { "asc" => false, "desc" => true, _ => known.Descending });
    }

    /// <summary>What a click on a column's header asks for: that column, or its other direction.</summary>
    public FleetOrder Toggled(string key) => key == Key ? this with { Descending = !Descending } : Parse(key, null);

    /// <summary>Rows without the value come last in either direction; equal rows are in order of name.</summary>
    public IEnumerable<ComponentSummary> Apply(IEnumerable<ComponentSummary> rows)
    {
        var value = Keys[Key].Value;
        var present = rows.OrderBy(s => value(s) is null);
        return (Descending ? present.ThenByDescending(value, Comparer) : present.ThenBy(value, Comparer))
            .ThenBy(s => s.Component, StringComparer.OrdinalIgnoreCase);
    }

    public static int Severity(ComponentState state) => state switch
    {
        ComponentState.Failing => 3,
        ComponentState.Silent => 2,
        ComponentState.Active => 1,
        _ => 0,
    };

    private static readonly IComparer<IComparable?> Comparer = Comparer<IComparable?>.Create((a, b) => (a, b) switch
    {
        (string x, string y) => string.Compare(x, y, StringComparison.OrdinalIgnoreCase),
        ({ } x, { } y) => x.CompareTo(y),
        _ => 0,
    });
}
