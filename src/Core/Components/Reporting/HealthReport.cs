using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>One figure from 0 to 1 for people who look at many components: the worst of what is known, never a mean that hides it.</summary>
internal static class HealthReport
{
    private const double WithP1 = 0.5;

    /// <param name="recent">Requests of the last five minutes.</param>
    /// <param name="scores">Of the present rubric; a heuristic's are left out.</param>
    /// <param name="alerts">What fires and would tell somebody counts.</param>
    public static double? Of(RecentTraffic recent, IReadOnlyList<QualityScoreView> scores, IReadOnlyList<AlertView> alerts)
    {
        var counters = recent.Counters;
        double? succeeded = counters.Requests > 0 ? 1 - (double)counters.Errors / counters.Requests : null;
        var judged = scores.Where(s => !s.Heuristic && s.Dimension is "composite" or "safety").Select(s => (double?)s.Mean);
        var firing = alerts.Where(a => a.Notifies && !a.Inhibited && a.State == AlertState.Firing).Select(a => Worst(a.Priority));
        return judged.Concat(firing).Append(succeeded).Min();
    }

    private static double? Worst(AlertPriority priority) => priority switch
    {
        AlertPriority.P0 => 0,
        AlertPriority.P1 => WithP1,
        _ => null,
    };
}
