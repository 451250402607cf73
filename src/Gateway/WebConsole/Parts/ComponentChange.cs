using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.WebConsole.Parts;

/// <summary>A change of one component's state, for a list of several.</summary>
public readonly record struct ComponentChange(string Component, StateChangeView Change)
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<ComponentChange> Of(IEnumerable<ComponentSummary> rows) =>
        [.. rows.SelectMany(r => r.StateChanges.Select(c => new ComponentChange(r.Component, c))).OrderByDescending(c => c.Change.Since)];
}
