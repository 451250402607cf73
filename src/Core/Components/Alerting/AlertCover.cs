using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Components.Alerting;

/// <summary>Which alerts others cover: complete failure all but P0 of its component, a P1 the P2 and P3 of its family.</summary>
internal sealed class AlertCover
{
    private readonly HashSet<AlertFamily> _paged = [];
    private bool _down;

    public static AlertCover Of(IEnumerable<(AlertRule Rule, AlertTrack? Track, bool? Holds, AlertPriority Priority)> alerts)
    {
        var cover = new AlertCover();
        foreach (var (rule, track, holds, priority) in alerts.Where(a => a.Rule.Notify))
        {
            var fires = track?.Machine.State == AlertState.Firing && holds is not false;
            if (!fires && !(holds is true && priority == AlertPriority.P0))
                continue;
            var urgency = track?.Machine.Priority ?? priority;
            cover._down |= rule.Family == AlertFamily.Availability && urgency == AlertPriority.P0;
            if (urgency <= AlertPriority.P1)
                cover._paged.Add(rule.Family);
        }
        return cover;
    }

    public bool Covers(AlertRule rule, AlertPriority priority) =>
        (_down && priority > AlertPriority.P0) || (priority > AlertPriority.P1 && _paged.Contains(rule.Family));
}
