using Plimsoll.Alerting.Objectives;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>The alerts of a component, and its error budgets.</summary>
internal static class AlertReport
{
    /// <summary>Most urgent first.</summary>
    public static IReadOnlyList<AlertView> Make(ComponentData data)
    {
        var rules = data.Settings.Alerts.Rules.ToDictionary(r => r.Name, StringComparer.Ordinal);
        var views = new List<AlertView>();
        foreach (var (name, track) in data.Alerts.Known)
        {
            if (!rules.TryGetValue(name, out var rule) || track.Machine.Priority is not { } priority)
                continue;
            views.Add(new(name, rule.Family, track.Machine.State, priority, Clock.Time(track.Machine.SinceMs), track.Machine.Inhibited, rule.Notify, rule.Summary, track.Evidence));
        }
        return [.. views.OrderBy(v => v.Priority).ThenBy(v => v.Since)];
    }

    public static IReadOnlyList<BudgetStanding> Budgets(ComponentData data, long nowMs) =>
        [.. data.Counting(Groups.Requests, nowMs - Clock.DayMs, nowMs + 1)?.Budgets?.Standings(nowMs) ?? []];
}
