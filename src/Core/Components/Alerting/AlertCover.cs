using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Components.Alerting;

/// <summary>
/// Which alerts others cover: complete failure all but P0 of its component, a P1 the P2 and P3 of its family. An alert that goes to
/// certain channels covers only what goes nowhere else: those whom it does not reach would hear of nothing.
/// </summary>
internal sealed class AlertCover
{
    private readonly List<AlertRule> _paging = [];
    private readonly List<AlertRule> _down = [];

    public static AlertCover Of(IEnumerable<(AlertRule Rule, AlertTrack? Track, bool? Holds, AlertPriority Priority)> alerts)
    {
        var cover = new AlertCover();
        foreach (var (rule, track, holds, priority) in alerts.Where(a => a.Rule.Notify))
        {
            var fires = track?.Machine.State == AlertState.Firing && holds is not false;
            if (!fires && !(holds is true && priority == AlertPriority.P0))
                continue;
            var urgency = track?.Machine.Priority ?? priority;
            if (rule.Family == AlertFamily.Availability && urgency == AlertPriority.P0)
                cover._down.Add(rule);
            if (urgency <= AlertPriority.P1)
                cover._paging.Add(rule);
        }
        return cover;
    }

    public bool Covers(AlertRule rule, AlertPriority priority) =>
        (priority > AlertPriority.P0 && _down.Exists(r => Reaches(r, rule)))
        || (priority > AlertPriority.P1 && _paging.Exists(r => r.Family == rule.Family && Reaches(r, rule)));

    /// <summary>Whether everybody who would hear of the one hears of the other.</summary>
    private static bool Reaches(AlertRule covering, AlertRule covered) =>
        covering.Channels.Count == 0 || (covered.Channels.Count > 0 && covered.Channels.All(covering.Channels.Contains));
}
