using Plimsoll.Components.Views;
using Plimsoll.Gateway.Embedded;

namespace Plimsoll.Gateway.WebConsole;

/// <summary>Reads the recent state changes.</summary>
public static class StateHistory
{
    /// <summary>When the component last came into the state that it is in, or null where that was not seen.</summary>
    /// <param name="changes">Newest first.</param>
    public static DateTimeOffset? Since(ComponentSummary row, IReadOnlyList<StateChange> changes) =>
        changes.FirstOrDefault(c => c.Component == row.Component) is { } last
        && string.Equals(last.To, row.State.ToString(), StringComparison.OrdinalIgnoreCase)
            ? last.Since
            : null;
}
