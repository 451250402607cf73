using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Exposition;

/// <summary>Alerts by priority and state: those that fire always, so that a rule finds a 0; the others where there are any.</summary>
internal static class AlertLabels
{
    private static readonly ((AlertPriority Priority, AlertState State) Key, LabelSet Labels)[] s_all =
    [
        .. from priority in AlertPriorities.All
           from state in (AlertState[])[AlertState.Pending, AlertState.Firing, AlertState.Recovering]
           select ((priority, state), LabelSet.Of(("priority", priority.ToString()), ("state", state.ToString().ToLowerInvariant()))),
    ];

    public static IEnumerable<(LabelSet Labels, int Count)> Count(IReadOnlyList<AlertView> alerts)
    {
        foreach (var (key, labels) in s_all)
        {
            var count = alerts.Count(a => (a.Priority, a.State) == key);
            if (count > 0 || key.State == AlertState.Firing)
                yield return (labels, count);
        }
    }
}
